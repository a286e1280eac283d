/**
 * How other jars add commands to the command line: a {@link
 * org.jelastix.runtime.command.Subcommand} that ServiceLoader finds. The commands that come with
 * jelastix itself are in {@code org.jelastix.runtime.cli}, which nobody else sees.
 */
package org.jelastix.runtime.command;

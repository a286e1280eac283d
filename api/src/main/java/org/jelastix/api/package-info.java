/** Exceptions that every part of jelastix throws, each with a one-line message for the user. */
package org.jelastix.api;

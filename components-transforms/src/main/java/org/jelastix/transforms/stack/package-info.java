/**
 * Stacks: one transform of the space without its last axis for each slice along that axis, such as
 * one transform a time point.
 */
package org.jelastix.transforms.stack;

/**
 * The API service beside a network that this process starts: what {@code engine} asks of it, whoever provides it. The module
 * {@code service} does, and is found where it is on the class path.
 */
@NullMarked
package dev.orrery.engine.service;

import org.jspecify.annotations.NullMarked;

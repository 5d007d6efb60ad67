/**
 * The API service of a network: files, coordination and registry over HTTP; see {@link dev.orrery.service.ApiService}.
 */
@NullMarked
package dev.orrery.service;

import org.jspecify.annotations.NullMarked;

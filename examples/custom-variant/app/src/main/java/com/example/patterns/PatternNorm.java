package com.example.patterns;

import static io.github.normwright.api.Shape.DYNAMIC;

import com.example.filterresponse.FilterResponseNormalization;

/** Normalizes what the filters respond to a picture: pictures of 6 x 6 places with 8 channels. */
@FilterResponseNormalization(shape = {DYNAMIC, Filters.PLACES, Filters.CHANNELS})
interface PatternNorm {}

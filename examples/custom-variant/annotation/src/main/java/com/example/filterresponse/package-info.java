/** What users of filter response normalization write: the annotation, and nothing else. */
package com.example.filterresponse;

/** What the compiler of those users finds on its processor path: the formulas behind the annotation. */
package com.example.filterresponse.processor;

/** Every message that the processor can print, and the texts they share. Depends on nothing; every phase may use it. */
package io.github.normwright.processor.message;

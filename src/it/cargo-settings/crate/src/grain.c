unsigned long grain(unsigned long n) { return n * 2654435761UL; }

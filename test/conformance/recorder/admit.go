package main

import "io"

func admitAll(paths []string, output io.Writer) {}

// Reads lists of network plugins as container runtimes do, and prints what is to be had against each of them as JSON.
package main

import (
	"encoding/json"
	"os"

	"github.com/containernetworking/cni/libcni"
)

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = ""
		if _, err := libcni.NetworkConfFromFile(path); err != nil {
			problems[path] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

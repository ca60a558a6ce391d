// Reads pipelines of Logstash by its grammar, and prints what it has against each of them as JSON.
package main

import (
	"encoding/json"
	"os"

	config "github.com/breml/logstash-config"
)

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = ""
		if _, err := config.ParseFile(path); err != nil {
			problems[path] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

module everynode.dev/evidence

go 1.24

require (
	github.com/breml/logstash-config v0.5.3
	github.com/calyptia/go-fluentbit-config/v2 v2.6.0
)

require (
	golang.org/x/exp v0.0.0-20240613232115-7f521ea00fb8 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

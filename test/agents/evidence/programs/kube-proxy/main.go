// Reads configurations of kube-proxy and kubeconfigs as kube-proxy does, but strictly, and prints what is to be had against each of them as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdv1 "k8s.io/client-go/tools/clientcmd/api/v1"
	proxyconfig "k8s.io/kubernetes/pkg/proxy/apis/config"
	"k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	"k8s.io/kubernetes/pkg/proxy/apis/config/validation"
	"sigs.k8s.io/yaml"
)

func main() {
	problems := map[string]string{}
	for _, path := range os.Args[1:] {
		problems[path] = ""
		if err := problemOf(path); err != nil {
			problems[path] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(problems); err != nil {
		panic(err)
	}
}

func problemOf(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var head struct {
		Kind string `json:"kind"`
	}
	if err := yaml.Unmarshal(text, &head); err != nil {
		return err
	}
	if head.Kind == "Config" {
		return problemOfKubeconfig(path, text)
	}
	return problemOfConfiguration(text)
}

// Kube-proxy itself falls back on leaving out what it does not know.
func problemOfConfiguration(text []byte) error {
	decoded, kind, err := scheme.Codecs.UniversalDecoder().Decode(text, nil, nil)
	if err != nil {
		return err
	}
	configuration, ok := decoded.(*proxyconfig.KubeProxyConfiguration)
	if !ok {
		return fmt.Errorf("no configuration of kube-proxy: %v", kind)
	}
	if configuration.DetectLocalMode == "" {
		configuration.DetectLocalMode = proxyconfig.LocalModeClusterCIDR // as kube-proxy does on Linux, before it validates
	}
	return validation.Validate(configuration).ToAggregate()
}

func problemOfKubeconfig(path string, text []byte) error {
	if err := yaml.UnmarshalStrict(text, &clientcmdv1.Config{}); err != nil {
		return err
	}
	config, err := clientcmd.Load(text)
	if err != nil {
		return err
	}
	for _, cluster := range config.Clusters {
		if cluster.CertificateAuthority != "" {
			cluster.CertificateAuthority = path // there is no pod here, but there must be a file
		}
	}
	for _, user := range config.AuthInfos {
		if user.TokenFile != "" {
			user.TokenFile = path
		}
	}
	client, err := clientcmd.NewNonInteractiveClientConfig(*config, config.CurrentContext, &clientcmd.ConfigOverrides{}, nil).ClientConfig()
	if err != nil {
		return err
	}
	if client.BearerTokenFile == "" || client.CAFile == "" {
		return fmt.Errorf("no token or no certificate authority")
	}
	_, _, err = rest.DefaultServerURL(client.Host, "", schema.GroupVersion{Version: "v1"}, true)
	return err
}

"""A platform engineer's app in Python: typed agents, an inventory, a check that fails and then passes, an agent of one's own."""
import sys

import jsii
from cdk8s import App, Chart, Duration, Testing
from cdk8s_everynode import (
    AgentContainer,
    AgentPort,
    CoverageCheck,
    CoverageReport,
    HostPath,
    ILogCollector,
    LogCollector,
    LogCollectorDaemonSet,
    LogCollectorProgram,
    LogDestination,
    LogDestinationKind,
    MultilineRule,
    NodeAgentDaemonSet,
    NodeExporterDaemonSet,
    NodeInventory,
    NodePool,
    NodeSelection,
    Taint,
    TaintEffect,
    Toleration,
    UpdateStrategy,
)


class GpuExporter(NodeAgentDaemonSet):
    """Serves metrics of the GPUs of each GPU node."""

    def __init__(self, scope, id):
        super().__init__(
            scope,
            id,
            role="gpu-metrics",
            nodes=NodeSelection.labeled({"nvidia.com/gpu.present": "true"}),
            container=AgentContainer(
                image="nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless",
                requests={"cpu": "100m", "memory": "512Mi"},
                ports=[AgentPort(name="metrics", number=9400)],
                mounts=[HostPath.read_only("/var/lib/kubelet/pod-resources")],
            ),
        )


def inventory():
    return NodeInventory.of_pools(
        NodePool(name="general", count=3, allocatable={"cpu": "3920m", "memory": "14Gi"}),
        NodePool(
            name="gpu",
            count=2,
            labels={"nvidia.com/gpu.present": "true"},
            taints=[Taint(key="nvidia.com/gpu", value="present", effect=TaintEffect.NO_SCHEDULE)],
        ),
    )


@jsii.implements(ILogCollector)
class Tail:
    """A log collector of one's own: prints what is read."""

    @property
    def program_name(self):
        return "tail"

    @property
    def destination_kinds(self):
        return [LogDestinationKind.STANDARD_OUTPUT]

    @property
    def features(self):
        return []

    def program_for(self, collection):
        return LogCollectorProgram(
            container=AgentContainer(
                image="registry.example/tail:1",
                args=["--state", collection.state_path, "--exclude", *collection.own_logs],
                mounts=[HostPath.read_only("/var/log")],
            ),
        )


def platform(app):
    chart = Chart(app, "platform", namespace="monitoring")
    LogCollectorDaemonSet(
        chart,
        "Logs",
        collector=LogCollector.fluentd(),
        destination=LogDestination.elasticsearch(host="es.logging", port=9200),
        nodes=NodeSelection.every_node().excluding("sandbox=true", "no customer data may leave", "2099-12-31"),
        update_strategy=UpdateStrategy.rolling_update(max_unavailable="25%"),
        min_ready=Duration.seconds(10),
    )
    LogCollectorDaemonSet(
        chart,
        "ShopLogs",
        role="shop-logs",
        collector=LogCollector.logstash(),
        destination=LogDestination.kafka(brokers=["kafka-0.kafka:9092"]),
        multiline=MultilineRule.java(),
    )
    LogCollectorDaemonSet(chart, "OwnLogs", role="own-logs", collector=Tail())
    metrics = NodeExporterDaemonSet(chart, "Metrics", nodes=NodeSelection.every_node().tolerating_only())
    GpuExporter(chart, "Gpu")
    return chart, metrics


def main():
    app = App(outdir=sys.argv[1])
    chart, metrics = platform(app)
    CoverageCheck(app, "Check", inventory=inventory())

    try:
        app.synth()
        raise SystemExit("the synth should have failed: the exporter does not tolerate the GPU taint")
    except RuntimeError as error:
        message = str(error)
        assert "(platform/Metrics) misses 2 of 5 nodes (gpu-0, gpu-1)" in message, message
        assert "add Toleration.exists('nvidia.com/gpu')" in message, message
        print("failed as it should:", next(line.strip() for line in message.splitlines() if "[Check]" in line))

    metrics.tolerate(Toleration.exists("nvidia.com/gpu"))
    app.synth()
    print("passed once the taint was tolerated")

    CoverageReport.of(Testing.synth(chart), inventory()).assert_no_gaps()
    nothing = CoverageReport.of(Testing.synth(Chart(App(), "empty")), inventory())
    assert not nothing.success and "no DaemonSet" in nothing.to_text(), nothing.to_text()


main()

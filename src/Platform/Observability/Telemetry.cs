using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cartwright.Platform.Observability;

/// <summary>
/// What the process measures and traces. Meters and activity sources belong to a process, so there is one of these in it, whichever services it hosts.
/// Metrics are collected always and shown to whoever asks (<c>GET /metrics</c>); traces, metrics and messages are sent when <see cref="OtlpOptions.Endpoint"/> is set.
/// </summary>
public sealed class Telemetry : IDisposable
{
    // The meters of ASP.NET Core are named one by one: those of routing and authorization count every request again.
    static readonly string[] Meters =
    [
        Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "System.Net.Http", "System.Runtime", "Npgsql",
    ];

    // What nobody would look at is not worth its series.
    static readonly HashSet<string> Dropped = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count", "kestrel.connection.duration"];

    static readonly string[] Sources = [Tracing.SourceName, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    const int MetricsMax = 20_000;

    // Series of one instrument of one service; further ones are counted together. Room for all of them is taken when the instrument is made, and there
    // are hundreds of instruments: the library's own limit of 2,000 is left to those of calls alone, which tell every instance of every service apart.
    static readonly MetricStreamConfiguration Kept = new() { CardinalityLimit = 500 };
    const string Calls = "http.client.";

    readonly OpenTelemetrySdk _sdk;
    readonly PrometheusExporter _prometheus;

    Telemetry(OpenTelemetrySdk sdk, PrometheusExporter prometheus, bool exportsTraces)
    {
        _sdk = sdk;
        _prometheus = prometheus;
        ExportsTraces = exportsTraces;
    }

    /// <summary>The name of our own meter.</summary>
    public const string Meter = "Cartwright";

    /// <summary>Whether somebody gets the traces.</summary>
    internal bool ExportsTraces { get; }

    /// <summary>Begins to collect.</summary>
    /// <param name="name">Whose telemetry it is: the service that the process hosts, or the program's name where it hosts several.</param>
    /// <param name="options">Where to send it.</param>
    public static Telemetry Start(string name, OtlpOptions options)
    {
        var prometheus = new PrometheusExporter();
        var isExported = options.Endpoint is not null;
        if (isExported)
        {
            // Without it the spans of requests have neither method nor path when they are sampled. Read when a host is built.
            AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        }

        var sdk = OpenTelemetrySdk.Create(builder =>
        {
            builder.ConfigureResource(resource => Describe(resource, name));
            builder.WithMetrics(metrics =>
            {
                // Every service has instruments of its own; those of a service that ended count until somebody asks. What is too many is left out silently.
                metrics.AddMeter(Meters).SetMaxMetricStreams(MetricsMax).AddReader(new BaseExportingMetricReader(prometheus));
                metrics.AddView(instrument =>
                    Dropped.Contains(instrument.Name) ? MetricStreamConfiguration.Drop
                    : instrument.Name.StartsWith(Calls, StringComparison.Ordinal) ? null
                    : Kept);
                if (isExported)
                {
                    metrics.AddOtlpExporter((exporter, reader) =>
                    {
                        Send(exporter, options, "metrics");
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricsInterval.TotalMilliseconds;
                    });
                }
            });
            if (isExported)
            {
                builder.WithTracing(traces => traces
                    .AddSource(Sources)
                    .SetSampler(new TraceSampler(options.SampleRatio))
                    .AddOtlpExporter(exporter => Send(exporter, options, "traces")));
            }
        });
        return new(sdk, prometheus, isExported);
    }

    /// <summary>Sends messages too, when there is somewhere to send them.</summary>
    /// <param name="logging">The loggers to be.</param>
    /// <param name="name">Whose messages.</param>
    /// <param name="options">Where to send them.</param>
    public static void AddMessages(ILoggingBuilder logging, string name, OtlpOptions options)
    {
        if (options.Endpoint is not null)
        {
            logging.AddOpenTelemetry(messages =>
            {
                messages.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), name));
                messages.IncludeFormattedMessage = true;
                messages.AddOtlpExporter(exporter => Send(exporter, options, "logs"));
            });
        }
    }

    /// <summary>Everything that is measured, in the text format of Prometheus.</summary>
    internal Task<string> ScrapeAsync(CancellationToken cancellationToken) => _prometheus.ScrapeAsync(cancellationToken);

    /// <summary>Sends what was not sent yet, and ends.</summary>
    public void Dispose() => _sdk.Dispose();

    static ResourceBuilder Describe(ResourceBuilder resource, string name) =>
        resource.AddService(name, "cartwright", typeof(Telemetry).Assembly.GetName().Version?.ToString(3));

    static void Send(OtlpExporterOptions exporter, OtlpOptions options, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Signal(signal);
    }
}

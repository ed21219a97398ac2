using Cartwright.Platform.Observability;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cartwright.Platform.Telemetry;

/// <summary>
/// Collects the metrics and traces of the process. Meters and activity sources are process-wide, so a process has one of these, whichever services it hosts.
/// Metrics are always collected and can be scraped (<c>GET /metrics</c>); traces, metrics and logs are exported if <see cref="OtlpOptions.Endpoint"/> is set.
/// </summary>
public sealed class ProcessTelemetry : ITelemetry, IDisposable
{
    // The meters of ASP.NET Core are listed one by one: those of routing and authorization count every request again.
    static readonly string[] Meters =
    [
        Metering.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "System.Net.Http",
        "System.Runtime", "Npgsql",
    ];

    // Instruments that no dashboard or alert uses.
    static readonly HashSet<string> Dropped = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count", "kestrel.connection.duration"];

    const int StreamsMax = 20_000;

    // Series per instrument and service; further ones are summed into an overflow series. The SDK allocates all of them with the instrument, and there are
    // hundreds of instruments. Calls keep the SDK's default of 2,000, because their series tell every instance of every service apart.
    static readonly MetricStreamConfiguration Limited = new() { CardinalityLimit = 500 };
    const string Calls = "http.client.";

    readonly OpenTelemetrySdk _sdk;
    readonly PrometheusExporter _prometheus;
    readonly bool _exportsTraces;

    ProcessTelemetry(OpenTelemetrySdk sdk, PrometheusExporter prometheus, bool exportsTraces) =>
        (_sdk, _prometheus, _exportsTraces) = (sdk, prometheus, exportsTraces);

    /// <summary>Starts collecting.</summary>
    /// <param name="name">The name of the resource: the service that the process hosts, or the program if it hosts several.</param>
    /// <param name="options">The destination of exports.</param>
    public static ProcessTelemetry Start(string name, OtlpOptions options)
    {
        var prometheus = new PrometheusExporter();
        var isExported = options.Endpoint is not null;
        if (isExported)
        {
            // The sampler needs the path when a span of a request begins. ASP.NET Core reads the switch when a host is built.
            AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        }

        var sdk = OpenTelemetrySdk.Create(builder =>
        {
            builder.ConfigureResource(resource => Describe(resource, name));
            builder.WithMetrics(metrics =>
            {
                // Every service has its own instruments, and those of a stopped service count until the next collection. The SDK drops further streams silently.
                metrics.AddMeter(Meters).SetMaxMetricStreams(StreamsMax).AddReader(new BaseExportingMetricReader(prometheus));
                metrics.AddView(instrument =>
                    Dropped.Contains(instrument.Name) ? MetricStreamConfiguration.Drop
                    : instrument.Name.StartsWith(Calls, StringComparison.Ordinal) ? null
                    : Limited);
                if (isExported)
                {
                    metrics.AddOtlpExporter((exporter, reader) =>
                    {
                        Export(exporter, options, "metrics");
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.MetricsInterval.TotalMilliseconds;
                    });
                }
            });
            if (isExported)
            {
                builder.WithTracing(traces => traces
                    .AddSource(Tracing.SourceName, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .SetSampler(new TraceSampler(options.SampleRatio))
                    .AddOtlpExporter(exporter => Export(exporter, options, "traces")));
            }
        });
        return new(sdk, prometheus, isExported);
    }

    /// <summary>Exports log messages too, if an endpoint is set.</summary>
    /// <param name="logging">The builder of the loggers.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="options">The destination.</param>
    public static void AddLogs(ILoggingBuilder logging, string name, OtlpOptions options)
    {
        if (options.Endpoint is not null)
        {
            logging.AddOpenTelemetry(logs =>
            {
                logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), name));
                logs.IncludeFormattedMessage = true;
                logs.AddOtlpExporter(exporter => Export(exporter, options, "logs"));
            });
        }
    }

    /// <inheritdoc/>
    public void Use(IApplicationBuilder app, string service)
    {
        if (_exportsTraces)
        {
            // The services of a process share one source of spans: only the middleware knows which of them serves the request.
            app.Use((context, next) =>
            {
                context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("service", service);
                return next(context);
            });
        }
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes, int port) => MetricsEndpoint.Map(routes, _prometheus, port);

    /// <summary>All metrics in the text format of Prometheus.</summary>
    internal Task<string> ScrapeAsync(CancellationToken cancellationToken) => _prometheus.ScrapeAsync(cancellationToken);

    /// <summary>Exports what is buffered and stops collecting.</summary>
    public void Dispose() => _sdk.Dispose();

    static ResourceBuilder Describe(ResourceBuilder resource, string name) =>
        resource.AddService(name, "cartwright", typeof(ProcessTelemetry).Assembly.GetName().Version?.ToString(3));

    static void Export(OtlpExporterOptions exporter, OtlpOptions options, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Signal(signal);
    }
}

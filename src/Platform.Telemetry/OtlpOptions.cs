using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Hosting;

namespace Cartwright.Platform.Telemetry;

/// <summary>The destination of telemetry, section <c>Otlp</c>.</summary>
public sealed class OtlpOptions
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Otlp";

    /// <summary>Base address of a collector that accepts OTLP over HTTP, for example <c>http://collector:4318</c>. Nothing is exported unless it is set.</summary>
    [UrlScheme("http", "https")]
    public Uri? Endpoint { get; init; }

    /// <summary>Share of traces that are exported. Set it to the same value in all processes; otherwise traces are incomplete.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 1;

    /// <summary>Interval at which metrics are exported.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="InvalidOperationException">A setting is out of its range; the message says which.</exception>
    public static OtlpOptions Read(IConfiguration configuration) =>
        OptionsSection.Read<OtlpOptions>(configuration, Section);

    /// <summary>The address of one signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    internal Uri Signal(string name) => new(Endpoint!.ToString().TrimEnd('/') + "/v1/" + name);
}

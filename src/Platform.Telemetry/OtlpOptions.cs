using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Telemetry;

/// <summary>The destination of telemetry, section <c>Otlp</c>.</summary>
public sealed class OtlpOptions
{
    /// <summary>Base address of a collector that takes OTLP over HTTP, for example <c>http://collector:4318</c>. Nothing is exported unless it is set.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The share of traces that is exported, 0 to 1. The trace id decides, so processes with the same setting decide alike.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 1;

    /// <summary>The time between two exports of metrics, 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="InvalidOperationException">A setting is out of its range; the message says which.</exception>
    public static OtlpOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Otlp").Get<OtlpOptions>() ?? new();
        var errors = new List<ValidationResult>();
        if (options.Endpoint is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            errors.Add(new($"The field {nameof(Endpoint)} must be an address that begins with http:// or https://."));
        }

        Validator.TryValidateObject(options, new(options), errors, validateAllProperties: true);
        return errors.Count == 0 ? options : throw new InvalidOperationException("Otlp: " + string.Join(" ", errors.Select(e => e.ErrorMessage)));
    }

    /// <summary>The address of one signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    internal Uri Signal(string name) => new(Endpoint!.ToString().TrimEnd('/') + "/v1/" + name);
}

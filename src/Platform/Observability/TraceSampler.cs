using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Cartwright.Platform.Observability;

/// <summary>
/// Takes a part of all traces, each whole or not at all: the trace's id decides, in every process alike, so that nobody outside can have
/// a trace recorded by claiming that it is. Probes and scrapes are not traced, nor is what timers ask a database or a service now and then.
/// </summary>
internal sealed class TraceSampler(double ratio) : Sampler
{
    readonly TraceIdRatioBasedSampler _ratio = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        if (samplingParameters is { Kind: ActivityKind.Client, ParentContext.TraceId: var parent } && parent == default)
        {
            return new(SamplingDecision.Drop);
        }

        foreach (var (key, value) in samplingParameters.Tags ?? [])
        {
            if (key == "url.path" && value is string path && (path.StartsWith("/health", StringComparison.Ordinal) || path == MetricsEndpoint.Path))
            {
                return new(SamplingDecision.Drop);
            }
        }

        return _ratio.ShouldSample(samplingParameters);
    }
}

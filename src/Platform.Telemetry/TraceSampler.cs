using System.Diagnostics;
using Cartwright.Platform.Http;
using OpenTelemetry.Trace;

namespace Cartwright.Platform.Telemetry;

/// <summary>
/// Samples a share of all traces, each completely or not at all. The trace id decides, so all processes decide alike and a client cannot force
/// sampling by its <c>traceparent</c>. Health probes, scrapes and calls outside any trace (periodic work) are never sampled.
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
            if (key == "url.path" && value is string path && (path.StartsWith("/health", StringComparison.Ordinal) || path == OperatorPaths.Metrics))
            {
                return new(SamplingDecision.Drop);
            }
        }

        return _ratio.ShouldSample(samplingParameters);
    }
}

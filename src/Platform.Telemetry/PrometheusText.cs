using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Cartwright.Platform.Telemetry;

/// <summary>
/// Writes metrics in the text format of Prometheus, version 0.0.4, with the names that OpenTelemetry prescribes
/// (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/): <c>_</c> instead of any character that is neither letter nor digit,
/// the unit, <c>_total</c> for counters.
/// </summary>
internal sealed class PrometheusText
{
    // The meters of all services share a family; the label "service" separates their series.
    // A restarted service leaves its old series behind for one collection. Prometheus rejects a scrape with duplicate series, so the last one wins.
    readonly SortedDictionary<string, (string Header, string Type, Dictionary<string, string> Series)> _families = new(StringComparer.Ordinal);

    /// <summary>Adds the series of a metric. A family has one type: a metric of another type with the same name is skipped.</summary>
    public void Add(Metric metric)
    {
        var type = Type(metric.MetricType);
        var name = Name(metric.Name, metric.Unit, type);
        if (!_families.TryGetValue(name, out var family))
        {
            var help = string.IsNullOrEmpty(metric.Description) ? metric.Name : metric.Description;
            _families[name] = family = ($"# HELP {name} {Escape(help)}\n# TYPE {name} {type}\n", type, new());
        }

        if (family.Type == type)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var labels = Labels(metric, point.Tags);
                family.Series[labels] = Lines(name, labels, metric.MetricType, point);
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (_, family) in _families)
        {
            text.Append(family.Header).AppendJoin("", family.Series.Values);
        }

        return text.ToString();
    }

    /// <summary>The name of a family.</summary>
    /// <param name="name">The name of the instrument, for example <c>http.server.request.duration</c>.</param>
    /// <param name="unit">Its unit (UCUM); an annotation in braces is ignored.</param>
    /// <param name="type">The type of the family.</param>
    internal static string Name(string name, string? unit, string type)
    {
        var clean = Clean(name);
        var suffix = unit switch
        {
            null or "" or "1" => "",
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            ['{', ..] => "",
            _ => "_" + Clean(unit),
        };
        return (clean.EndsWith(suffix, StringComparison.Ordinal) ? clean : clean + suffix) + (type == "counter" ? "_total" : "");
    }

    static string Lines(string name, string labels, MetricType type, in MetricPoint point)
    {
        var lines = new StringBuilder();
        switch (type)
        {
            case MetricType.Histogram:
                var count = 0L;
                foreach (var bucket in point.GetHistogramBuckets())
                {
                    count += bucket.BucketCount;
                    var limit = $"le=\"{Number(bucket.ExplicitBound)}\"";
                    Line(lines, name + "_bucket", labels.Length == 0 ? limit : $"{labels},{limit}", count);
                }

                Line(lines, name + "_sum", labels, point.GetHistogramSum());
                Line(lines, name + "_count", labels, point.GetHistogramCount());
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                Line(lines, name, labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                Line(lines, name, labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                Line(lines, name, labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                Line(lines, name, labels, point.GetGaugeLastValueDouble());
                break;
            default:
                break;
        }

        return lines.ToString();
    }

    static void Line(StringBuilder lines, string name, string labels, double value)
    {
        lines.Append(name);
        if (labels.Length > 0)
        {
            lines.Append('{').Append(labels).Append('}');
        }

        lines.Append(' ').Append(Number(value)).Append('\n');
    }

    static string Labels(Metric metric, ReadOnlyTagCollection tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in metric.MeterTags ?? [])
        {
            labels[Clean(key)] = Text(value);
        }

        foreach (var (key, value) in tags)
        {
            labels[Clean(key)] = Text(value);
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
    }

    static string Type(MetricType type) => type switch
    {
        MetricType.Histogram => "histogram",
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        _ => "gauge",
    };

    static string Text(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}

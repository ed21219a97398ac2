using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Observability;

/// <summary>What a shop shows to Prometheus.</summary>
internal sealed partial class Scrape
{
    readonly List<(string Name, string Labels, double Value)> _samples = [];

    Scrape(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
        {
            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"This is no sample: {line}");
            var value = sample.Groups["value"].Value;
            _samples.Add((sample.Groups["name"].Value, sample.Groups["labels"].Value, double.Parse(value == "+Inf" ? "∞" : value, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The text as it came.</summary>
    public string Text { get; }

    /// <summary>Names and types of the families.</summary>
    public IReadOnlyDictionary<string, string> Families => Family().Matches(Text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["type"].Value);

    /// <summary>Every series with its labels.</summary>
    public IEnumerable<string> Series => _samples.Select(s => $"{s.Name}{{{s.Labels}}}");

    /// <summary>Asks a shop.</summary>
    public static async Task<Scrape> OfAsync(TestShop shop)
    {
        using var client = new HttpClient();
        return new((await client.GetJsonAsync(shop.Shop.Metrics + "metrics")).Is(HttpStatusCode.OK).Body);
    }

    /// <summary>The sum of the series of a name that have all these labels; 0 when there are none.</summary>
    public double Sum(string name, params string[] labels) =>
        _samples.Where(s => s.Name == name && labels.All(l => s.Labels.Contains(l, StringComparison.Ordinal))).Sum(s => s.Value);

    [GeneratedRegex("""^(?<name>[a-z_][a-z0-9_]*)(\{(?<labels>([a-z_][a-z0-9_]*="([^"\\]|\\.)*",?)+)\})? (?<value>[-+0-9.Ee]+|\+Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("^# TYPE (?<name>[a-z0-9_]+) (?<type>[a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Family();
}

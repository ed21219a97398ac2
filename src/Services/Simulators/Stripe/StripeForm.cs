using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Cartwright.Simulators;

/// <summary>The parameters of a request: a form whose names nest by brackets, for example <c>metadata[order]</c>.</summary>
/// <param name="parameters">The names and values, as they were sent.</param>
internal sealed class StripeForm(IReadOnlyDictionary<string, string> parameters)
{
    const int MetadataMax = 50;
    const string Metadata = "metadata[";

    /// <summary>A parameter; null when it is missing or empty.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A parameter that is a number; null when it is missing or none.</summary>
    public long? Number(string name) => long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A parameter that is <c>true</c> or not.</summary>
    public bool Is(string name) => this[name] == "true";

    /// <summary>The metadata as a JSON object; null when there is more of it than Stripe takes.</summary>
    public string? MetadataJson()
    {
        var members = parameters.Where(p => p.Key.StartsWith(Metadata, StringComparison.Ordinal) && p.Key.EndsWith(']')).ToList();
        return members.Count > MetadataMax || members.Exists(m => m.Key.Length > Metadata.Length + 41 || m.Value.Length > 500)
            ? null
            : new JsonObject(members.Select(m => KeyValuePair.Create(m.Key[Metadata.Length..^1], (JsonNode?)JsonValue.Create(m.Value)))).ToJsonString();
    }

    /// <summary>A hash by which the same request is recognised.</summary>
    public byte[] Hash(string path) => SHA256.HashData(Encoding.UTF8.GetBytes(
        path + "\n" + string.Join('\n', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"))));

    /// <summary>Reads the parameters of a request.</summary>
    public static async Task<StripeForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken) => new(
        request.HasFormContentType
            ? (await request.ReadFormAsync(cancellationToken)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)
            : []);
}

using System.Text.Json;
using Cartwright.Platform.Http;
using Polly;

namespace Cartwright.Accounts;

/// <summary>Writes what the other services hold about a user. Each shows it in pages, so that memory is bounded.</summary>
internal sealed class OtherServicesData(IHttpClientFactory clients)
{
    // The member of the document, the service, and the name of the list there.
    static readonly (string Member, string Service, string List)[] Parts =
    [
        ("orders", "orders", "data"),
        ("payments", "payments", "data"),
        ("shipments", "shipping", "data"),
        ("carts", "carts", "data"),
        ("notifications", "notifications", "data"),
        ("notificationPreferences", "notifications", "preferences"),
        ("notificationLanguage", "notifications", "language"),
        ("recommendationSignals", "recommendations", "data"),
        ("recommendationPreferences", "recommendations", "preferences"),
    ];

    /// <summary>The services that hold data of users.</summary>
    public static string[] Services { get; } = [.. Parts.Select(part => part.Service).Distinct()];

    /// <summary>Writes a member for each kind of data.</summary>
    /// <exception cref="HttpRequestException">A service does not answer; what is written is not complete.</exception>
    public async Task WriteAsync(Guid userId, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        foreach (var (member, service, list) in Parts)
        {
            json.WriteStartArray(member);
            string? cursor = null;
            do
            {
                using var page = await GetPageAsync(service, $"/internal/users/{userId}/{list}?limit={PageRequest.LimitMax}", cursor, cancellationToken);
                foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                {
                    item.WriteTo(json);
                }

                cursor = page.RootElement.GetProperty("nextCursor").GetString();
                await json.FlushAsync(cancellationToken);
            }
            while (cursor is not null);

            json.WriteEndArray();
        }
    }

    async Task<JsonDocument> GetPageAsync(string service, string path, string? cursor, CancellationToken cancellationToken)
    {
        var uri = new Uri(cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}", UriKind.Relative);
        try
        {
            using var client = clients.CreateClient(service);
            await using var body = await client.GetStreamAsync(uri, cancellationToken);
            return await JsonDocument.ParseAsync(body, default, cancellationToken);
        }
        catch (ExecutionRejectedException rejected)
        {
            throw new HttpRequestException($"The service '{service}' did not answer in time.", rejected);
        }
    }
}

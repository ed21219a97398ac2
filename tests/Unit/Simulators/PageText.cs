using System.Text;
using System.Text.Json;
using Cartwright.Simulators;

namespace Cartwright.Unit.Simulators;

/// <summary>Pages of a simulated marketplace as a client would get them.</summary>
internal static class PageText
{
    public static string Of(long start, long end, MarketplaceSettings settings, int faultSeed = 1, int room = 32 * 1024) =>
        Encoding.UTF8.GetString(BytesOf(new OrderPage(start, end, settings, new FaultInjector(faultSeed, 1)), room));

    public static IReadOnlyList<JsonElement> RowsOf(long start, long end, MarketplaceSettings settings, int faultSeed = 1) =>
        [.. JsonSerializer.Deserialize<JsonElement>(Of(start, end, settings, faultSeed)).EnumerateArray()];

    public static byte[] BytesOf(OrderPage page, int room = 32 * 1024)
    {
        var (bytes, buffer) = (new MemoryStream(), new byte[room]);
        while (!page.IsComplete)
        {
            bytes.Write(buffer, 0, page.Fill(buffer));
        }

        return bytes.ToArray();
    }

    /// <summary>The row as an order; null when it is none, told without any of the code that wrote it.</summary>
    public static MarketplaceOrder? OrderOf(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object
            || !row.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number
            || !row.TryGetProperty("order_date", out var date) || date.ValueKind != JsonValueKind.String || !date.TryGetDateTimeOffset(out var placed)
            || !row.TryGetProperty("order_amount", out var amount) || amount.ValueKind != JsonValueKind.Number || amount.GetDecimal() < 0
            || !row.TryGetProperty("order_label", out var label) || label.ValueKind != JsonValueKind.String || label.GetString()!.Length > 80)
        {
            return null;
        }

        return new(id.GetInt64(), placed, amount.GetDecimal(), label.GetString()!);
    }
}

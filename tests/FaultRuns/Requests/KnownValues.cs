using System.Collections.Concurrent;
using System.Text.Json;

namespace Cartwright.Faults.Requests;

/// <summary>
/// What the shop has said of itself so far: ids by the kind of thing that they stand for, and texts by the name of their member. Requests about things that
/// exist get further than invented ones.
/// </summary>
internal sealed class KnownValues
{
    const int PerNameMax = 200;
    const int DepthMax = 6;
    const int ItemsMax = 5;
    const int TextMax = 200;

    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _values = new()
    {
        ["country"] = new(["DE"]),
        ["zipCode"] = new(["10115"]),
        ["phone"] = new(["+49 30 1234567"]),
        ["currency"] = new(["EUR", "JPY", "KWD"]),
        ["method"] = new(["card", "manual"]),
        ["token"] = new(["tok_ok", "tok_declined", "tok_timeout"]),
        ["warehouseId"] = new(["main"]),
        ["account"] = new(["demo"]),
        ["email"] = new(["somebody@example.com"]),
        ["password"] = new(["a customer's password"]),
        ["status"] = new(["shipped", "delivered", "confirmed", "cancelled"]),
        ["service"] = new(["accounts", "catalog", "carts", "orders", "inventory", "payments", "notifications", "recommendations", "webhooks", "shipping"]),
        ["events"] = new(["order.confirmed", "order.created@1", "*"]),
        ["url"] = new(["https://hooks.invalid"]),
        ["publisher"] = new(["accounts", "catalog", "orders", "inventory", "payments"]),
        ["sort"] = new(["price", "-price", "name", "newest", "relevance"]),
    };

    readonly ConcurrentDictionary<string, bool> _spared = new();

    /// <summary>Never says this text: what has it must stay as it is.</summary>
    public void Spare(string text) => _spared[text] = true;

    /// <summary>Remembers what an answer says.</summary>
    /// <param name="subject">The kind of thing that was asked about.</param>
    /// <param name="answer">The answer.</param>
    public void Learn(string subject, JsonElement answer) => Learn(subject, answer, 0);

    /// <summary>A known value of a member or parameter, or null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subject">The kind of thing whose id it is, if it is an id.</param>
    /// <param name="random">Chooses one.</param>
    public string? Find(string name, string subject, Random random) =>
        Pick(name is "id" ? subject : name, random)
        ?? (name is "id" ? Pick(subject[..^1] + "Id", random) : null)
        ?? (name.EndsWith("Id", StringComparison.Ordinal) ? Pick(name[..^2] + "s", random) : null);

    string? Pick(string name, Random random) =>
        _values.TryGetValue(name, out var values) && !values.IsEmpty ? values.ElementAtOrDefault(random.Next(values.Count)) : null;

    void Learn(string name, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < DepthMax:
                foreach (var member in value.EnumerateObject())
                {
                    Learn(member.Name is "id" ? name : member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object ? member.Name : name, member.Value, depth + 1);
                }

                break;
            case JsonValueKind.Array when depth < DepthMax:
                foreach (var item in value.EnumerateArray().Take(ItemsMax))
                {
                    Learn(name, item, depth + 1);
                }

                break;
            case JsonValueKind.String when value.GetString() is { Length: > 0 and < TextMax } text && !_spared.ContainsKey(text):
                var values = _values.GetOrAdd(name, _ => new());
                if (!values.Contains(text))
                {
                    values.Enqueue(text);
                    while (values.Count > PerNameMax && values.TryDequeue(out _))
                    {
                    }
                }

                break;
        }
    }
}

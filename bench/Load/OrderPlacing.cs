using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Cartwright.Bench;

/// <summary>An order that the shop has accepted.</summary>
/// <param name="Id">The order.</param>
/// <param name="Sent">When its customer asked for it (<c>Stopwatch</c> timestamp).</param>
internal readonly record struct AcceptedOrder(Guid Id, long Sent);

/// <summary>A customer who places one order after another, each different and under a key of its own.</summary>
internal sealed class OrderPlacing : IClientScript
{
    const int LinesMax = 3;
    const int UnitsMax = 2;
    const int KeyLength = 32;

    readonly IReadOnlyList<byte[]> _bodies;
    readonly Random _random;
    readonly byte[] _request;
    readonly int _headLength;

    /// <summary>A customer signed in with a token who picks orders out of <paramref name="bodies"/>.</summary>
    public OrderPlacing(string token, IReadOnlyList<byte[]> bodies, int seed)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST /api/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: ");
        (_bodies, _random, _headLength) = (bodies, new Random(seed), head.Length);
        _request = new byte[head.Length + KeyLength + bodies.Max(body => body.Length)];
        head.CopyTo(_request, 0);
    }

    /// <summary>The orders that the shop has accepted.</summary>
    public List<AcceptedOrder> Accepted { get; } = [];

    /// <summary>
    /// Renders random orders of 1 to 3 SKUs: what follows the key in a request, that is the length and the body. Few enough
    /// of them stay in the processor's cache, and enough that two at the same time seldom want the same SKU.
    /// </summary>
    public static IReadOnlyList<byte[]> RenderBodies(IReadOnlyList<string> skus, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => RenderBody(random, skus))];
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> NextRequest()
    {
        var body = _bodies[_random.Next(_bodies.Count)];
        Guid.CreateVersion7().TryFormat(_request.AsSpan(_headLength), out _, "N");
        body.CopyTo(_request.AsSpan(_headLength + KeyLength));
        return _request.AsMemory(0, _headLength + KeyLength + body.Length);
    }

    /// <inheritdoc/>
    public bool Accept(in Response response, long sent)
    {
        if (response.Status != 201) return false;
        Accepted.Add(new(ReadId(response.Body.Span), sent));
        return true;
    }

    static byte[] RenderBody(Random random, IReadOnlyList<string> skus)
    {
        var chosen = Enumerable.Range(0, random.Next(1, LinesMax + 1)).Select(_ => skus[random.Next(skus.Count)]).Distinct();
        var items = string.Join(',', chosen.Select(sku => string.Create(CultureInfo.InvariantCulture, $$"""{"sku":"{{sku}}","quantity":{{random.Next(1, UnitsMax + 1)}}}""")));
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"items":[{{{items}}}],"shippingAddress":{"street":"12 Harbour Lane","city":"Rotterdam","state":"ZH","zipCode":"3011","country":"NL"}"""
            + ""","payment":{"method":"card","token":"tok_ok"}}""");
        return [.. Encoding.ASCII.GetBytes($"\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }

    // The order is the outermost object and its id the first member of that name; a parser would cost more than the rest of the exchange.
    static Guid ReadId(ReadOnlySpan<byte> order)
    {
        var member = order.IndexOf("\"id\":\""u8);
        return member >= 0 && Utf8Parser.TryParse(order[(member + 6)..], out Guid id, out _) ? id : throw new FormatException("An order without an id.");
    }
}

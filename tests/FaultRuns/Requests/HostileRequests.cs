using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults.Requests;

/// <summary>
/// Sends requests that are made at random from the OpenAPI document, most of them spoiled, as nobody, customers, the administrator and callers with forged
/// tokens, and compares every answer with the document. The same seed makes the same choices, but what the shop says meanwhile differs.
/// </summary>
/// <param name="seed">Makes the choices of a run.</param>
/// <param name="tell">Where progress and result go.</param>
internal sealed class HostileRequests(int seed, Action<string> tell)
{
    const int Workers = 8;
    const int Customers = 4;
    const int PlainOneIn = 3;
    const int FaultsMax = 20;
    const int ShownMax = 2000;
    const int ReportEvery = 50_000;

    static readonly HttpMethod[] Methods = [HttpMethod.Head, HttpMethod.Options, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Put, HttpMethod.Post, HttpMethod.Get];

    static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=bogus", "text/plain", "application/xml", "multipart/form-data",
        "application/problem+json", "x",
    ];

    static readonly (string Name, string[] Values)[] Headers =
    [
        ("Idempotency-Key", ["k", "", "\"quoted\"", new string('k', 300), "order-cancelled"]),
        ("If-Match", ["*", "\"1\"", "W/\"1\"", "\"1\", \"2\"", "1", "\"", "\"1-1\""]),
        ("X-Cart-Id", ["nonsense", "00000000-0000-0000-0000-000000000000", "11111111-1111-1111-1111-111111111111"]),
        ("Accept", ["text/html", "image/png", "*/*;q=0", "nonsense"]),
        ("Accept-Language", ["xx-YY", ";;;"]),
        ("X-Forwarded-For", ["nonsense", "203.0.113.7", "::1, 203.0.113.7"]),
        ("X-Forwarded-Proto", ["https", "javascript"]),
        ("traceparent", ["00-x", "00-00000000000000000000000000000000-0000000000000000-00"]),
        ("Range", ["bytes=0-1", "bytes=9-1"]),
        ("If-None-Match", ["*", "W/\"x\""]),
        ("Cookie", ["cartwright=nonsense", ".AspNetCore.Antiforgery=x"]),
    ];

    readonly ConcurrentQueue<string> _faults = new();
    readonly ConcurrentDictionary<int, int> _statuses = new();
    readonly ConcurrentDictionary<RequestTemplate, int> _succeeded = new();
    readonly KnownValues _known = new();

    /// <summary>Sends so many, and asserts that no answer broke a rule and that the books balance.</summary>
    public async Task RunAsync(KillableShop shop, int requests)
    {
        tell($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {requests} requests");
        var product = await shop.ProductAsync(1_000_000);
        for (var i = 0; i < Customers; i++)
        {
            await LearnFromAsync(await shop.CustomerAsync(), product, i);
        }

        using (var admin = await shop.AdminAsync())
        {
            _known.Spare((await admin.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK).Id.ToString());
        }

        var document = await ApiDocument.ReadAsync(shop.Anybody);
        using var callers = await Callers.SignInAsync(shop);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (i, cancellationToken) =>
        {
            if (_faults.Count < FaultsMax)
            {
                await SendAsync(document, callers, new Random(HashCode.Combine(seed, i)), cancellationToken);
                if (i % ReportEvery == ReportEvery - 1)
                {
                    tell($"{i + 1} requests");
                }
            }
        });
        tell($"{requests / Stopwatch.GetElapsedTime(started).TotalSeconds:0} requests per second; answers: "
            + string.Join(", ", _statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}")));
        var never = document.Templates.Where(o => !_succeeded.ContainsKey(o)).ToList();
        tell($"{document.Templates.Count - never.Count} of {document.Templates.Count} operations succeeded at least once; never: "
            + string.Join(", ", never.Select(o => $"{o.Method} {o.Path}")));
        Assert.True(_faults.IsEmpty, $"seed {seed}\n{string.Join("\n\n", _faults)}");
        var (exitCode, output) = await shop.AuditAsync();
        Assert.True(exitCode == 0, output);
        tell($"Deadlocks: {await shop.DeadlocksAsync()}");
    }

    // A customer with an order, its payment and an address: the administrator gets further with these than with invented ones.
    async Task LearnFromAsync(HttpClient customer, Product product, int number)
    {
        using var shopper = new Shopper(customer, [product], seed + number);
        var order = await shopper.OrderAndWaitAsync();
        _known.Learn("orders", order);
        _known.Learn("payments", (await customer.GetJsonAsync($"/api/payments?orderId={order.GetProperty("id").GetGuid()}")).Is(HttpStatusCode.OK).Json);
        var profile = (await customer.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
        _known.Learn("users", profile.Json);
        _known.Learn("addressId", (await customer.PostJsonAsync(
            $"/api/users/{profile.Id}/addresses", new { street = "Main Street 1", city = "Berlin", zipCode = "10115", country = "DE" })).Is(HttpStatusCode.Created).Json);
    }

    async Task SendAsync(ApiDocument document, Callers callers, Random random, CancellationToken cancellationToken)
    {
        var operation = document.Templates[random.Next(document.Templates.Count)];
        var caller = callers.Pick(random);
        using var request = Make(document, operation, random);
        if (caller.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        var who = caller.Place is { } place ? $"user {place}" : "nobody";
        var text = $"{request.Method} {request.RequestUri} as {who}\n{request.Headers}{request.Content?.Headers}{Shorten(body)}";
        try
        {
            using var response = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            // A stream of events does not end.
            var answered = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = new Answer(response.StatusCode, response, answered);
            _statuses.AddOrUpdate((int)answer.Status, 1, (_, count) => count + 1);
            if ((AnswerRules.BrokenBy(answer, hasBody: request.Method != HttpMethod.Head) ?? await document.ViolationAsync(request, response)) is { } rule)
            {
                _faults.Enqueue($"{rule}\n{text}\n{(int)answer.Status} {Shorten(answered)}");
            }
            else if (response.IsSuccessStatusCode)
            {
                _succeeded.AddOrUpdate(operation, 1, (_, count) => count + 1);
                if (AnswerRules.Read(answered) is { } json)
                {
                    _known.Learn(operation.Subject, json);
                }
            }

            await callers.RenewAsync(caller, answer.Status);
        }
        catch (HttpRequestException error)
        {
            _faults.Enqueue($"There was no answer: {error.Message} {error.InnerException?.Message}\n{text}");
        }
    }

    HttpRequestMessage Make(ApiDocument document, RequestTemplate operation, Random random)
    {
        // A request that succeeds shows what others only look at.
        var isPlain = random.Next(PlainOneIn) == 0;
        var bodies = new BodyMaker(document, _known, random, isPlain);
        var path = operation.Path;
        var query = new StringBuilder();
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "path")
            {
                // The server refuses a NUL in a path before anything else sees it, with a status and no body.
                var value = bodies.Text(parameter, operation.Subject).Replace("\0", "", StringComparison.Ordinal);
                path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value.Length == 0 ? "x" : value), StringComparison.Ordinal);
            }
            else if (parameter.In == "query" && random.Next(isPlain ? 6 : 2) == 0)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(parameter.Name).Append('=').Append(Uri.EscapeDataString(bodies.Text(parameter, operation.Subject)));
            }
        }

        if (!isPlain && random.Next(30) == 0)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append("unknown=%ff%00");
        }

        var method = !isPlain && random.Next(40) == 0 ? Methods[random.Next(Methods.Length)] : operation.Method;
        var request = new HttpRequestMessage(method, new Uri(path + query, UriKind.Relative));
        if (operation.Body is { } schema && method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = new ByteArrayContent(bodies.Make(schema, operation.Subject));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", !isPlain && random.Next(15) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : "application/json");
        }

        foreach (var (name, values) in Headers.Where(_ => !isPlain && random.Next(8) == 0))
        {
            request.Headers.TryAddWithoutValidation(name, values[random.Next(values.Length)]);
        }

        // Without these a request is refused before anything else is looked at.
        Complete(request, operation, "Idempotency-Key", $"f{random.Next()}");
        Complete(request, operation, "If-Match", "*");

        return request;
    }

    static void Complete(HttpRequestMessage request, RequestTemplate operation, string header, string value)
    {
        if (operation.Parameters.Any(p => p.Name == header) && !request.Headers.Contains(header))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }

    static string Shorten(string text) => text.Length <= ShownMax ? text : text[..ShownMax] + "…";
}

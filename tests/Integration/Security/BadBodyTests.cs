using System.Net;
using System.Text;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Security;

[Collection(nameof(SecurityWorld))]
public sealed class BadBodyTests(SecurityWorld world)
{
    /// <summary>Endpoints with a body, by their place in the list.</summary>
    public static TheoryData<int, string> Endpoints => new(Endpoint.All.Select((endpoint, i) => (i, endpoint.Request)));

    /// <summary>What clients accept, and requests with their answers.</summary>
    public static TheoryData<string, string> Mistakes => new(
        from accept in new[] { "text/html", "image/png", "*/*", "application/json", "text/html;q=0.9, no type" }
        from request in new[] { "POST /api/orders/quote 400", "GET /api/products?limit=x 400", "GET /api/unknown 404", "PATCH /api/products 405", "GET /api/orders 401" }
        select (accept, request));

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Every_bad_value_is_refused_by_the_name_of_its_field_and_nothing_is_written(int index, string request)
    {
        var endpoint = Endpoint.All[index];
        var wrong = new List<string>();
        foreach (var field in endpoint.Fields)
        {
            foreach (var body in field.BadBodies(world.Fill(endpoint.Body)))
            {
                var answer = await SendAsync(endpoint, new StringContent(body, Encoding.UTF8, "application/json"));
                if (!IsProblem(answer) || !answer.Fields.Any(f => Concerns(f, field.Path)))
                {
                    wrong.Add($"{field.Path}: {Shorten(body)} -> {(int)answer.Status} {Shorten(answer.Body)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{request}\n{string.Join('\n', wrong)}");
        await world.UnchangedAsync();
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task What_is_no_body_of_this_kind_is_refused_and_nothing_is_written(int index, string request)
    {
        var endpoint = Endpoint.All[index];
        var good = world.Fill(endpoint.Body);
        var tooLarge = (request.EndsWith("products/batch", StringComparison.Ordinal) ? 9 : 2) * 1024 * 1024;
        (HttpContent? Content, HttpStatusCode Status, string? Field)[] cases =
        [
            (null, HttpStatusCode.BadRequest, "body"),
            (Json(""), HttpStatusCode.BadRequest, "body"),
            (Json("null"), HttpStatusCode.BadRequest, "body"),
            (Json("[]"), HttpStatusCode.BadRequest, "body"),
            (Json("\"text\""), HttpStatusCode.BadRequest, "body"),
            (Json("{"), HttpStatusCode.BadRequest, null),
            (Json(good[..^1]), HttpStatusCode.BadRequest, null),
            (Json(good + "x"), HttpStatusCode.BadRequest, null),
            (Json("\ufeff" + new string('[', 10_000)), HttpStatusCode.BadRequest, null),
            (Json(string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)), HttpStatusCode.BadRequest, null),
            (new ByteArrayContent([0x7b, 0xff, 0xfe, 0x00, 0x7d]) { Headers = { ContentType = new("application/json") } }, HttpStatusCode.BadRequest, null),
            (new StringContent(good, Encoding.UTF8, "text/plain"), HttpStatusCode.UnsupportedMediaType, null),
            (new StringContent(good, Encoding.UTF8, "application/xml"), HttpStatusCode.UnsupportedMediaType, null),
            (Charset("bogus"), HttpStatusCode.UnsupportedMediaType, null),
            (Charset("utf-16"), HttpStatusCode.UnsupportedMediaType, null),
            (Charset("\"\""), HttpStatusCode.UnsupportedMediaType, null),
            (new FormUrlEncodedContent([new("a", "b")]), HttpStatusCode.UnsupportedMediaType, null),
            (Json($"{{\"a\":\"{new string('x', tooLarge)}\"}}"), HttpStatusCode.RequestEntityTooLarge, null),
        ];
        var wrong = new List<string>();
        for (var i = 0; i < cases.Length; i++)
        {
            var (content, status, field) = cases[i];
            var answer = await SendAsync(endpoint, content);
            if (!IsProblem(answer) || answer.Status != status || (field is not null && !answer.Fields.Contains(field) && answer.Fields.Count == 0))
            {
                wrong.Add($"case {i}: {(int)answer.Status} {Shorten(answer.Body)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{request}\n{string.Join('\n', wrong)}");
        await world.UnchangedAsync();
    }

    /// <summary>A person who looks at an address of the interface in a browser learns what is wrong with it, too.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_as_a_problem_whatever_the_client_accepts(string accept, string request)
    {
        var parts = request.Split(' ');

        var answer = await world.As("nobody").SendAsync(new HttpMethod(parts[0]), parts[1], null, message =>
        {
            message.Content = parts[0] == "POST" ? Json("{\"items\":[") : null;
            message.Headers.TryAddWithoutValidation("Accept", accept);
        });

        Assert.Equal(parts[2], $"{(int)answer.Status}");
        Assert.True(IsProblem(answer), answer.Body);
        Assert.Equal((int)answer.Status, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
    }

    static ByteArrayContent Charset(string name) =>
        new("{}"u8.ToArray()) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse($"application/json; charset={name}") } };

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    Task<Answer> SendAsync(Endpoint endpoint, HttpContent? content)
    {
        var parts = world.Fill(endpoint.Request).Split(' ', 2);
        return world.As(endpoint.As).SendAsync(new HttpMethod(parts[0]), parts[1], null, message =>
        {
            message.Content = content;
            message.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            // Whoever sends much asks first; a server may hang up on whoever does not.
            message.Headers.ExpectContinue = content?.Headers.ContentLength > 1024 * 1024;
        });
    }

    static bool IsProblem(Answer answer) =>
        (int)answer.Status is >= 400 and < 500 && answer.Response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    // A whole that cannot be read is the fault of its part, a part that is missing may be told of the whole, and an element of the list.
    static bool Concerns(string named, string path) =>
        named == path || path.StartsWith(named + ".", StringComparison.Ordinal) || path.StartsWith(named + "[", StringComparison.Ordinal)
        || named.StartsWith(path + "[", StringComparison.Ordinal);

    static string Shorten(string text) => text.Length < 300 ? text : text[..200] + "…" + text[^80..];
}

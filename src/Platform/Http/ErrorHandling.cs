using System.Text.Json;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Cartwright.Platform.Http;

/// <summary>Turns what endpoints throw into problem details: the client's mistakes into 4xx that name the field, overload and outages into 503 or 504.</summary>
internal sealed partial class ErrorHandling(IProblemDetailsService problems, ILogger<ErrorHandling> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return ValueTask.FromResult(true);
        }

        var problem = Describe(exception);
        // Shedding load is meant to be cheap: no stack trace for each request that is sent away.
        if (problem.Status >= 500 && exception is not OverloadedException)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "1";
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    static ProblemDetails Describe(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => new() { Status = bad.StatusCode, Detail = bad.Message },
        JsonException json => Malformed(json),
        // What the client sent does not fit the column; the schema is the last line of defence.
        PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange } => Invalid("request", "A number is out of range."),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Invalid("request", "A text contains a character that cannot be stored."),
        OverloadedException => new() { Status = StatusCodes.Status503ServiceUnavailable, Detail = "The service is busy. Try again in a moment." },
        NpgsqlException { IsTransient: true } or BrokenCircuitException or HttpRequestException =>
            new() { Status = StatusCodes.Status503ServiceUnavailable, Detail = "A part of the system does not answer. Try again in a moment." },
        TimeoutRejectedException or TimeoutException =>
            new() { Status = StatusCodes.Status504GatewayTimeout, Detail = "A part of the system did not answer in time." },
        _ => new() { Status = StatusCodes.Status500InternalServerError, Detail = "Something went wrong on our side." },
    };

    static ProblemDetails Malformed(JsonException error)
    {
        var field = FieldName.OfJsonPath(error.Path);
        var missing = FieldName.Missing(error.Message);
        return missing.Count == 0
            ? Invalid(field, "The value is not acceptable here.")
            : new HttpValidationProblemDetails(missing.ToDictionary(name => field == "body" ? name : $"{field}.{name}", string[] (_) => ["This field is required."]))
            {
                Status = StatusCodes.Status400BadRequest,
            };
    }

    static ProblemDetails Invalid(string field, string message) =>
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [message] }) { Status = StatusCodes.Status400BadRequest };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    partial void LogFailed(Exception error, string method, string path);
}

/// <summary>Names of fields as clients write them.</summary>
internal static partial class FieldName
{
    /// <summary>The members that a JSON object lacks, from the serializer's message; it tells them nowhere else.</summary>
    public static IReadOnlyList<string> Missing(string message) =>
        message.IndexOf("including:", StringComparison.Ordinal) is var start and >= 0
            ? [.. Quoted().Matches(message[start..]).Select(m => m.Groups[1].Value)]
            : [];

    [System.Text.RegularExpressions.GeneratedRegex("'([^']+)'")]
    private static partial System.Text.RegularExpressions.Regex Quoted();

    /// <summary><c>$.items[0].quantity</c> as <c>items[0].quantity</c>; the whole body as <c>body</c>.</summary>
    public static string OfJsonPath(string? path) => path is null or "$" or "" ? "body" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary><c>Items[0].Quantity</c> as <c>items[0].quantity</c>.</summary>
    public static string OfMember(string member) =>
        string.Join('.', member.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}

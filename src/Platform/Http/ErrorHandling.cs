using System.Text.Json;
using System.Text.RegularExpressions;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Polly.Timeout;

namespace Cartwright.Platform.Http;

/// <summary>Maps exceptions to problem details: errors of the client to 4xx that name the field, overload and outages to 503 or 504.</summary>
internal sealed partial class ErrorHandling(IProblemDetailsService problems, ILogger<ErrorHandling> logger) : IExceptionHandler
{
    // PostgreSQL, appendix A: the server ended an idle transaction (ServiceHost sets the time-out).
    const string IdleInTransactionTimeout = "25P03";

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return ValueTask.FromResult(true);
        }

        var problem = Describe(exception);
        // Rejecting load must be cheap: no stack trace for each rejected request.
        if (problem.Status >= 500 && exception is not OverloadedException)
        {
            logger.RequestFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
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
        BadHttpRequestException { InnerException: JsonException json } => Unreadable(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new() { Status = StatusCodes.Status413PayloadTooLarge, Detail = "The body of the request is too large." },
        // Its message names internal types and parameters; UnreadableParameters names the field.
        BadHttpRequestException bad => new() { Status = bad.StatusCode, Detail = "The request cannot be read." },
        JsonException json => Unreadable(json),
        // The value does not fit the column.
        PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange } => Invalid("request", "A number is out of range."),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Invalid("request", "A text contains a character that cannot be stored."),
        OverloadedException => new() { Status = StatusCodes.Status503ServiceUnavailable, Detail = "The service is busy. Try again in a moment." },
        // A cancellation without the client means that the service stops.
        NpgsqlException { IsTransient: true } or PostgresException { SqlState: IdleInTransactionTimeout }
            or HttpRequestException or OperationCanceledException =>
            new() { Status = StatusCodes.Status503ServiceUnavailable, Detail = "A part of the system does not answer. Try again in a moment." },
        TimeoutRejectedException or TimeoutException =>
            new() { Status = StatusCodes.Status504GatewayTimeout, Detail = "A part of the system did not answer in time." },
        _ => new() { Status = StatusCodes.Status500InternalServerError, Detail = "Something went wrong on our side." },
    };

    static ProblemDetails Unreadable(JsonException error)
    {
        var field = FieldName.OfJsonPath(error.Path);
        if (MissingMembers().Match(error.Message) is not { Success: true } missing)
        {
            return Invalid(field, "The value is not acceptable here.");
        }

        var prefix = field == "body" ? "" : field + ".";
        return new HttpValidationProblemDetails(missing.Groups["name"].Captures.ToDictionary(c => prefix + c.Value, _ => Needed))
        {
            Status = StatusCodes.Status400BadRequest,
        };
    }

    static readonly string[] Needed = ["A value is needed."];

    // The serializer names missing members only in the text of its error.
    [GeneratedRegex("missing required properties including: ('(?<name>[^']+)'(, )?)+")]
    private static partial Regex MissingMembers();

    static ProblemDetails Invalid(string field, string message) =>
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [message] }) { Status = StatusCodes.Status400BadRequest };
}

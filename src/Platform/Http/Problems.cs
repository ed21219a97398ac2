using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Http;

/// <summary>The errors that all services answer with, as problem details (RFC 9457).</summary>
public static class Problems
{
    /// <summary>400: one field of the request is not acceptable.</summary>
    /// <param name="field">The field as the client names it, for example <c>items[0].quantity</c>.</param>
    /// <param name="message">The error in a sentence.</param>
    public static ProblemHttpResult Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>400: fields of the request are not acceptable.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => WithErrors(StatusCodes.Status400BadRequest, errors);

    /// <summary>422: the request is well-formed but a field contradicts stored data.</summary>
    /// <param name="field">The field as the client names it.</param>
    /// <param name="message">The error in a sentence.</param>
    public static ProblemHttpResult Unprocessable(string field, string message) =>
        WithErrors(StatusCodes.Status422UnprocessableEntity, new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>422: the request is well-formed but fields contradict stored data.</summary>
    public static ProblemHttpResult Unprocessable(IDictionary<string, string[]> errors) => WithErrors(StatusCodes.Status422UnprocessableEntity, errors);

    /// <summary>404: the resource does not exist, or the caller may not see it.</summary>
    /// <param name="what">The kind of the resource, for example <c>order</c>.</param>
    public static ProblemHttpResult NotFound(string what) => Status(StatusCodes.Status404NotFound, $"There is no such {what}.");

    /// <summary>409: the state of the resource does not allow the request.</summary>
    public static ProblemHttpResult Conflict(string detail) => Status(StatusCodes.Status409Conflict, detail);

    /// <summary>409: the state of the resource does not allow the request.</summary>
    /// <param name="detail">The reason in a sentence.</param>
    /// <param name="members">Further members of the problem, for example the state that the client must know.</param>
    public static ProblemHttpResult Conflict(string detail, IDictionary<string, object?> members) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, extensions: members);

    /// <summary>409: another resource has the same value of a field.</summary>
    public static ProblemHttpResult Taken(string field, string message) =>
        WithErrors(StatusCodes.Status409Conflict, new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>403: the caller lacks the permission.</summary>
    public static ProblemHttpResult Forbidden(string detail) => Status(StatusCodes.Status403Forbidden, detail);

    /// <summary>401: the credentials are invalid.</summary>
    public static ProblemHttpResult Unauthorized(string detail) => Status(StatusCodes.Status401Unauthorized, detail);

    /// <summary>Any status with an explanation in a sentence.</summary>
    public static ProblemHttpResult Status(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>429 or 503 with <c>Retry-After</c>.</summary>
    public static IResult RetryLater(int status, string detail, TimeSpan after) => new RetryLaterResult(Status(status, detail), after);

    static ProblemHttpResult WithErrors(int status, IDictionary<string, string[]> errors) =>
        TypedResults.Problem(new HttpValidationProblemDetails(errors) { Status = status });

    sealed class RetryLaterResult(ProblemHttpResult problem, TimeSpan after) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}

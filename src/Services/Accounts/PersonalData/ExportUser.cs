using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>
/// Shows everything that the services hold about a user in one document. It is complete before its first byte is sent: while a service does not answer, the
/// request gets 503.
/// </summary>
internal static class ExportUser
{
    // People read it too. A browser takes it for a file, never for a page.
    static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Database database, OwnData own, OtherServicesData others, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ManageCustomers) || await User.FindAsync(database, id, cancellationToken) is not { } found)
        {
            return Problems.NotFound("user");
        }

        var now = time.GetUtcNow();
        var file = CreateFile();
        try
        {
            await using (var json = new Utf8JsonWriter(file, Readable))
            {
                json.WriteStartObject();
                json.WriteString("exportedAt", now);
                await own.WriteAsync(found, json, cancellationToken);
                await others.WriteAsync(id, json, cancellationToken);
                json.WriteEndObject();
            }

            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(file, "application/json", string.Create(CultureInfo.InvariantCulture, $"account-{now:yyyy-MM-dd}.json"));
    }

    // Not memory: some accounts have thousands of orders. Only the user of this process may enter the folder, and it is gone once the file is open, so a crash
    // leaves nothing behind.
    static FileStream CreateFile()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-export-");
        try
        {
            return new(
                Path.Combine(folder.FullName, "export"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

using System.Text.Json;
using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>A session in an export. Its tokens are secrets, which are no part of it.</summary>
/// <param name="Id">The session.</param>
/// <param name="ExpiresAt">When it ends if it is not used.</param>
/// <param name="EndedAt">When it was ended; null while it goes on.</param>
internal sealed record ExportedSession(Guid Id, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt);

/// <summary>A request for a new password in an export.</summary>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When the token in its mail ends.</param>
/// <param name="UsedAt">When the token was used, or made invalid; null before.</param>
internal sealed record ExportedPasswordReset(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

/// <summary>Writes what this service holds about a user.</summary>
internal sealed class OwnData(Database database)
{
    const int PageMax = 1000;

    /// <summary>Writes the members <c>profile</c>, with the addresses, <c>sessions</c> and <c>passwordResets</c>.</summary>
    public async Task WriteAsync(User user, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        json.WritePropertyName("profile");
        JsonSerializer.Serialize(json, user.ToResponse(), AccountsJson.Default.UserResponse);
        await WriteSessionsAsync(user.Id, json, cancellationToken);
        // They are deleted a day after they expire, and an account gets a few in an hour.
        var resets = await database.QueryAsync<ExportedPasswordReset>(
            "select created_at, expires_at, used_at from password_resets where user_id = @Id order by created_at", new { user.Id }, cancellationToken);
        json.WriteStartArray("passwordResets");
        foreach (var reset in resets)
        {
            JsonSerializer.Serialize(json, reset, AccountsJson.Default.ExportedPasswordReset);
        }

        json.WriteEndArray();
    }

    async Task WriteSessionsAsync(Guid userId, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        json.WriteStartArray("sessions");
        IReadOnlyList<ExportedSession> page;
        var after = Guid.Empty;
        do
        {
            page = await database.QueryAsync<ExportedSession>(
                "select id, expires_at, ended_at from sessions where user_id = @userId and id > @after order by id limit @PageMax",
                new { userId, after, PageMax },
                cancellationToken);
            foreach (var session in page)
            {
                JsonSerializer.Serialize(json, session, AccountsJson.Default.ExportedSession);
                after = session.Id;
            }

            await json.FlushAsync(cancellationToken);
        }
        while (page.Count == PageMax);

        json.WriteEndArray();
    }
}

using System.Collections.Frozen;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Data;

namespace Cartwright.Notifications;

/// <summary>
/// What users have chosen: the topics that they muted, and their language. Cached for half a minute. A change waits until it counts on all instances; one that does
/// not answer follows within half a minute.
/// </summary>
internal sealed class Preferences(Database database, Caches caches, InstancePurges others) : IDisposable
{
    readonly CoalescingCache<Choices> _choices = caches.Create<Choices>(
        "preferences", new() { EntriesMax = 50_000, Lifetime = TimeSpan.FromSeconds(30) });

    const string Sql =
        """
        select user_id, channel, kind, null as language from muted where user_id = any(@users)
        union all
        select user_id, null, null, language from user_languages where user_id = any(@users)
        """;

    // A muted topic or the language.
    sealed record Row(Guid UserId, string? Channel, string? Kind, string? Language);

    /// <summary>What each of these users has chosen; at most one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, Choices>> GetAsync(
        IReadOnlyCollection<Guid> users, UnitOfWork work, CancellationToken cancellationToken)
    {
        var mark = _choices.Mark();
        var choices = new Dictionary<Guid, Choices>();
        var missing = new List<Guid>();
        foreach (var user in users)
        {
            if (_choices.TryGet(Key(user), out var known))
            {
                choices[user] = known;
            }
            else
            {
                missing.Add(user);
            }
        }

        if (missing.Count > 0)
        {
            var rows = (await work.QueryAsync<Row>(Sql, new { users = missing.ToArray() }, cancellationToken)).ToLookup(r => r.UserId);
            foreach (var user in missing)
            {
                var read = choices[user] = Of(rows[user]);
                _choices.Add(Key(user), new(read, Bytes(read), [Key(user)]), mark);
            }
        }

        return choices;
    }

    /// <summary>What a user has chosen, as stored.</summary>
    public async Task<Choices> ReadAsync(Guid user, CancellationToken cancellationToken) =>
        Of(await database.QueryAsync<Row>(Sql, new { users = new[] { user } }, cancellationToken));

    /// <summary>Mutes and unmutes topics and changes the language, in one batch.</summary>
    /// <param name="user">The user.</param>
    /// <param name="mute">The topics to mute.</param>
    /// <param name="unmute">The topics to unmute.</param>
    /// <param name="language">The new language; empty for that of the shop, null for no change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ChangeAsync(
        Guid user, IReadOnlyCollection<Topic> mute, IReadOnlyCollection<Topic> unmute, string? language, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            delete from muted m using unnest(@onChannels, @onKinds) as t (channel, kind)
            where m.user_id = @user and m.channel = t.channel and m.kind = t.kind;

            insert into muted (user_id, channel, kind)
            select @user, channel, kind from unnest(@offChannels, @offKinds) as t (channel, kind)
            on conflict do nothing;

            delete from user_languages where user_id = @user and @language = '';

            insert into user_languages (user_id, language) select @user, @language where @language <> ''
            on conflict (user_id) do update set language = excluded.language
            """,
            new
            {
                user,
                language,
                onChannels = unmute.Select(t => t.Channel).ToArray(),
                onKinds = unmute.Select(t => t.Kind).ToArray(),
                offChannels = mute.Select(t => t.Channel).ToArray(),
                offKinds = mute.Select(t => t.Kind).ToArray(),
            },
            cancellationToken);
        _choices.Purge(Key(user));
        await others.PurgeAsync(["notifications"], [Key(user)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _choices.Dispose();

    static string Key(Guid user) => user.ToString("N");

    static Choices Of(IEnumerable<Row> rows)
    {
        var byTopic = rows.ToLookup(r => r.Channel is not null);
        return new(byTopic[true].Select(r => new Topic(r.Channel!, r.Kind!)).ToFrozenSet(), byTopic[false].SingleOrDefault()?.Language);
    }

    // The texts of topics are the same few for all users.
    static int Bytes(Choices choices) => 64 * (choices.Muted.Count + 1);
}

using System.Collections.Frozen;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Data;

namespace Cartwright.Notifications;

/// <summary>
/// The topics that users have muted, cached for half a minute. A change waits until it counts on all instances; one that does not answer follows within half a
/// minute.
/// </summary>
internal sealed class Preferences(Database database, Caches caches, InstancePurges others) : IDisposable
{
    readonly CoalescingCache<FrozenSet<Topic>> _muted = caches.Create<FrozenSet<Topic>>(
        "preferences", new() { EntriesMax = 50_000, Lifetime = TimeSpan.FromSeconds(30) });

    sealed record Row(Guid UserId, string Channel, string Kind);

    /// <summary>The muted topics of each of these users; at most one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, FrozenSet<Topic>>> MutedAsync(
        IReadOnlyCollection<Guid> users, UnitOfWork work, CancellationToken cancellationToken)
    {
        var mark = _muted.Mark();
        var muted = new Dictionary<Guid, FrozenSet<Topic>>();
        var missing = new List<Guid>();
        foreach (var user in users)
        {
            if (_muted.TryGet(Key(user), out var topics))
            {
                muted[user] = topics;
            }
            else
            {
                missing.Add(user);
            }
        }

        if (missing.Count > 0)
        {
            var rows = (await work.QueryAsync<Row>(
                "select user_id, channel, kind from muted where user_id = any(@missing)", new { missing = missing.ToArray() }, cancellationToken))
                .ToLookup(r => r.UserId, r => new Topic(r.Channel, r.Kind));
            foreach (var user in missing)
            {
                var topics = muted[user] = rows[user].ToFrozenSet();
                _muted.Add(Key(user), new(topics, Bytes(topics), [Key(user)]), mark);
            }
        }

        return muted;
    }

    /// <summary>The muted topics of a user, as stored.</summary>
    public async Task<IReadOnlySet<Topic>> ReadAsync(Guid user, CancellationToken cancellationToken) =>
        (await database.QueryAsync<Topic>("select channel, kind from muted where user_id = @user", new { user }, cancellationToken)).ToHashSet();

    /// <summary>Mutes and unmutes topics in one batch.</summary>
    public async Task ChangeAsync(Guid user, IReadOnlyCollection<Topic> mute, IReadOnlyCollection<Topic> unmute, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            delete from muted m using unnest(@onChannels, @onKinds) as t (channel, kind)
            where m.user_id = @user and m.channel = t.channel and m.kind = t.kind;

            insert into muted (user_id, channel, kind)
            select @user, channel, kind from unnest(@offChannels, @offKinds) as t (channel, kind)
            on conflict do nothing
            """,
            new
            {
                user,
                onChannels = unmute.Select(t => t.Channel).ToArray(),
                onKinds = unmute.Select(t => t.Kind).ToArray(),
                offChannels = mute.Select(t => t.Channel).ToArray(),
                offKinds = mute.Select(t => t.Kind).ToArray(),
            },
            cancellationToken);
        _muted.Purge(Key(user));
        await others.PurgeAsync(["notifications"], [Key(user)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _muted.Dispose();

    static string Key(Guid user) => user.ToString("N");

    // The texts of topics are the same few for all users.
    static int Bytes(FrozenSet<Topic> topics) => 64 * topics.Count;
}

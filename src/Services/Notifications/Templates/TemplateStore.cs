using Cartwright.Platform.Caching;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>
/// The templates of the shop, cached for half a minute. An edit waits until it counts on all instances; one that does not answer follows within half a minute.
/// So events cost no statement for templates, but one in half a minute.
/// </summary>
internal sealed class TemplateStore(Database database, Caches caches, InstancePurges others, IOptions<NotificationsOptions> options) : IDisposable
{
    const string Key = "templates";
    const string Sql = "select kind, language, version, subject, body, html, edited_at from templates";

    readonly CoalescingCache<TemplateSet> _templates = caches.Create<TemplateSet>(Key, new() { EntriesMax = 1, Lifetime = TimeSpan.FromSeconds(30) });

    sealed record Row(string Kind, string Language, int Version, string Subject, string Body, string? Html, DateTimeOffset EditedAt)
    {
        public EditedTemplate ToEdited() => new(Kind, Language, Version, new(Subject, Body, Html), EditedAt);
    }

    /// <summary>The templates for events that a transaction handles; usually no statement.</summary>
    public async Task<TemplateSet> GetAsync(UnitOfWork work, CancellationToken cancellationToken)
    {
        var mark = _templates.Mark();
        if (_templates.TryGet(Key, out var cached))
        {
            return cached;
        }

        var templates = Of(await work.QueryAsync<Row>(Sql, null, cancellationToken));
        _templates.Add(Key, new(templates, templates.Edited.Values.Sum(Bytes), [Key]), mark);
        return templates;
    }

    /// <summary>The templates as stored.</summary>
    public async Task<TemplateSet> ReadAsync(CancellationToken cancellationToken) => Of(await database.QueryAsync<Row>(Sql, null, cancellationToken));

    /// <summary>The languages that users can choose, as stored. The texts themselves are not read.</summary>
    public async Task<IReadOnlyList<string>> ReadLanguagesAsync(CancellationToken cancellationToken) =>
        TemplateSet.LanguagesOf(await database.QueryAsync<string>("select distinct language from templates", null, cancellationToken));

    /// <summary>Locks the table for an edit, which makes edits wait for each other and nothing else, and reads it.</summary>
    public async Task<TemplateSet> LockAsync(UnitOfWork work, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync("lock table templates in share row exclusive mode", null, cancellationToken);
        return Of(await work.QueryAsync<Row>(Sql, null, cancellationToken));
    }

    /// <summary>Saves an edit.</summary>
    public static async Task<EditedTemplate> SaveAsync(UnitOfWork work, string kind, string language, Template template, CancellationToken cancellationToken)
    {
        var row = await work.QuerySingleOrDefaultAsync<Row>(
            """
            insert into templates (kind, language, subject, body, html) values (@kind, @language, @Subject, @Body, @Html)
            on conflict (kind, language) do update
            set version = excluded.version, subject = excluded.subject, body = excluded.body, html = excluded.html, edited_at = excluded.edited_at
            returning kind, language, version, subject, body, html, edited_at
            """,
            new { kind, language, template.Subject, template.Body, template.Html },
            cancellationToken);
        return row!.ToEdited();
    }

    /// <summary>Deletes an edited text.</summary>
    public static Task DeleteAsync(UnitOfWork work, string kind, string language, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from templates where kind = @kind and language = @language", new { kind, language }, cancellationToken);

    /// <summary>Drops the cached templates of all instances.</summary>
    public async Task PurgeAsync()
    {
        _templates.Purge(Key);
        await others.PurgeAsync(["notifications"], [Key]);
    }

    /// <inheritdoc/>
    public void Dispose() => _templates.Dispose();

    TemplateSet Of(IEnumerable<Row> rows) => new(rows.Select(r => r.ToEdited()).ToDictionary(t => (t.Kind, t.Language)), options.Value.Language);

    static int Bytes(EditedTemplate template) =>
        200 + (sizeof(char) * (template.Template.Subject.Length + template.Template.Body.Length + (template.Template.Html?.Length ?? 0)));
}

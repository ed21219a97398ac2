using System.Text.Json;
using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>Writes notifications, a row per event and channel, in the transaction of the event: one statement for all of them.</summary>
internal sealed class WriteNotifications(
    Preferences preferences, TemplateStore templates, LiveFeed feed, IOptions<NotificationsOptions> options, IOptions<SmtpOptions> smtp, TimeProvider time)
{
    const string Sql =
        """
        insert into notifications (id, event_id, channel, user_id, kind, title, body, order_id, reset_id, language, html, data, status, created_at, next_at)
        select id, event_id, channel, user_id, kind, title, body, order_id, reset_id, language, html, data::jsonb,
               -- An event can come after later ones of its order. Nobody gets a mail about a state that has passed: it is recorded only.
               case when status = 'pending' and exists (
                   select from notifications later
                   where later.user_id = n.user_id and later.id > n.id and later.order_id = n.order_id and later.created_at > n.created_at)
               then 'recorded' else status end,
               created_at, created_at
        from unnest(@ids, @events, @channels, @users, @kinds, @titles, @bodies, @orders, @resets, @languages, @htmls, @data, @statuses, @times)
            as n (id, event_id, channel, user_id, kind, title, body, order_id, reset_id, language, html, data, status, created_at)
        -- Events of a user may come after their erasure.
        where not exists (select from erased_users e where e.user_id = n.user_id)
        on conflict (event_id, channel) do nothing
        returning id
        """;

    sealed record Row(Guid EventId, Guid UserId, Guid? ResetId, NotificationView View, Text Text, string Data);

    /// <summary>Writes the notifications that their users have not muted. Open pages of these users receive them after the commit.</summary>
    public async Task WriteAsync(IReadOnlyCollection<Notice> all, UnitOfWork work, CancellationToken cancellationToken)
    {
        // What a replay tells of an older event was written once, and deleted since.
        var oldest = time.GetUtcNow() - options.Value.Retention;
        var notices = all.Where(n => n.Cause.Time > oldest).ToList();
        var choices = await preferences.GetAsync([.. notices.Select(n => n.UserId).Distinct()], work, cancellationToken);
        var due = notices
            .SelectMany(_ => NotificationChannels.All, (notice, channel) => (Notice: notice, Channel: channel))
            .Where(n => NotificationKinds.Essential.Contains(n.Notice.Kind)
                ? n.Channel == NotificationChannels.Mail
                : !choices[n.Notice.UserId].Muted.Contains(new(n.Channel, n.Notice.Kind)))
            .ToList();
        if (due.Count == 0)
        {
            return;
        }

        var texts = await templates.GetAsync(work, cancellationToken);
        var rows = due.ConvertAll(n => ToRow(n.Notice, n.Channel, choices[n.Notice.UserId].Language, texts));

        var views = rows.ConvertAll(r => r.View);
        var written = await work.QueryAsync<Guid>(
            Sql,
            new
            {
                ids = views.Select(v => v.Id).ToArray(),
                events = rows.Select(r => r.EventId).ToArray(),
                channels = views.Select(v => v.Channel).ToArray(),
                users = rows.Select(r => r.UserId).ToArray(),
                kinds = views.Select(v => v.Kind).ToArray(),
                titles = views.Select(v => v.Title).ToArray(),
                bodies = views.Select(v => v.Body).ToArray(),
                orders = views.Select(v => v.OrderId).ToArray(),
                resets = rows.Select(r => r.ResetId).ToArray(),
                languages = rows.Select(r => r.Text.Language).ToArray(),
                htmls = rows.Select(r => r.View.Channel == NotificationChannels.Mail ? r.Text.Html : null).ToArray(),
                data = rows.Select(r => r.Data).ToArray(),
                statuses = views.Select(v => v.Status).ToArray(),
                times = views.Select(v => v.CreatedAt.UtcDateTime).ToArray(),
            },
            cancellationToken);
        work.AfterCommit(() => Notify(rows, [.. written]));
    }

    void Notify(List<Row> rows, HashSet<Guid> written) => feed.Notify(
        [.. rows.Where(r => r.View.Channel == NotificationChannels.InApp && written.Contains(r.View.Id)).Select(r => new FeedItem(r.UserId, r.View))]);

    Row ToRow(Notice notice, string channel, string? language, TemplateSet templates)
    {
        var values = new Dictionary<string, string>(notice.Values) { [NoticeValues.Shop] = options.Value.ShopName };
        var text = templates.Render(notice.Kind, language, values);
        var status = channel == NotificationChannels.InApp ? NotificationStatuses.Sent : smtp.Value.Host is null ? NotificationStatuses.Recorded : NotificationStatuses.Pending;
        var view = new NotificationView(
            Guid.CreateVersion7(notice.Cause.Time), notice.Kind, channel, text.Title, text.Body, notice.OrderId, status, notice.Cause.Time, null);
        return new Row(
            notice.Cause.Id, notice.UserId, notice.ResetId, view, text, JsonSerializer.Serialize(values, NotificationsJson.Default.DictionaryStringString));
    }
}

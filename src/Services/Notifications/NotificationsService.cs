using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Notifications;

/// <summary>Notifies users of their orders, in the app and by mail.</summary>
public sealed class NotificationsService : IService
{
    static readonly TimeSpan MailPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string Name => "notifications";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(NotificationsJson.Default);
        setup.Services.AddValidation();
        setup.UseOptions<NotificationsOptions>("Notifications");
        setup.UseOptions<SmtpOptions>("Notifications:Smtp");
        setup.On<UserCreated, WhenUserCreated>(isRepeatable: true);
        setup.On<UserUpdated, WhenUserUpdated>(isRepeatable: true);
        setup.On<PasswordResetRequested, WhenPasswordResetRequested>(isRepeatable: true);
        setup.On<UserPasswordChanged, WhenUserPasswordChanged>(isRepeatable: true);
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);
        setup.On<OrderConfirmed, WhenOrderConfirmed>(isRepeatable: true);
        setup.On<OrderRejected, WhenOrderRejected>(isRepeatable: true);
        setup.On<OrderCancelled, WhenOrderCancelled>(isRepeatable: true);
        setup.On<OrderPaymentFailed, WhenOrderPaymentFailed>(isRepeatable: true);
        setup.On<OrderShipped, WhenOrderShipped>(isRepeatable: true);
        setup.On<ShipmentDispatched, WhenOrderShipped>(isRepeatable: true);
        setup.On<OrderDelivered, WhenOrderDelivered>(isRepeatable: true);
        setup.On<OrderUpdated, WhenOrderUpdated>(isRepeatable: true);
        setup.On<ReturnRequested, WhenReturnChanged>(isRepeatable: true);
        setup.On<ReturnApproved, WhenReturnChanged>(isRepeatable: true);
        setup.On<ReturnRejected, WhenReturnChanged>(isRepeatable: true);
        setup.On<ReturnCancelled, WhenReturnChanged>(isRepeatable: true);
        setup.On<ReturnReceived, WhenReturnChanged>(isRepeatable: true);
        setup.On<ReturnCompleted, WhenReturnChanged>(isRepeatable: true);
        setup.Services
            .AddSingleton<Preferences>()
            .AddSingleton<TemplateStore>()
            .AddSingleton<LiveFeed>()
            .AddSingleton<WriteNotifications>();
        setup.Every<PollMissedNotifications>(PollMissedNotifications.Pause);
        setup.Every<EraseContacts>(EraseContacts.Pause);
        setup.Every<PurgeNotifications>(PurgeNotifications.Pause);
        if (setup.ReadOptions<SmtpOptions>("Notifications:Smtp").Host is not null)
        {
            setup.Services.AddSingleton<SmtpMailer>();
            setup.Services.AddSingleton<PasswordResetToken>();
            setup.Services.AddSingleton<PasswordResetLinks>();
            setup.Every<SendMail>(MailPause);
        }
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var notifications = app.MapGroup("/api/notifications");
        notifications.MapGet("", ListNotifications.HandleAsync)
            .Describe("listNotifications", "Lists the notifications of the caller, newest first.");
        notifications.MapPost("{id:guid}/read", ReadNotification.HandleAsync)
            .Describe("readNotification", "Marks a notification as read.");
        notifications.MapGet("stream", StreamNotifications.HandleAsync)
            .Describe("streamNotifications", "Sends the notifications of the caller as server-sent events.").AnswersEvents();
        notifications.MapGet("preferences", GetPreferences.HandleAsync)
            .Describe("getPreferences", "Shows which notifications the caller gets by which channel, and in which language.");
        notifications.MapPut("preferences", ChangePreferences.HandleAsync)
            .Describe("changePreferences", "Changes which notifications the caller gets by which channel, and in which language.");

        var templates = notifications.MapGroup("templates").RequirePermission(Permission.ManageNotifications);
        templates.MapGet("", ShowTemplates.ListAsync)
            .Describe("listNotificationTemplates", "Lists the texts of notifications, of all kinds in all languages.");
        templates.MapGet("{kind}/{language}", ShowTemplates.OneAsync)
            .Describe("getNotificationTemplate", "Shows the text of a kind of notifications in a language.").WithETag();
        templates.MapPut("{kind}/{language}", EditTemplates.ReplaceAsync)
            .Describe("replaceNotificationTemplate", "Replaces the text of a kind of notifications in a language.").NeedsIfMatch().WithETag().MayContradict();
        templates.MapDelete("{kind}/{language}", EditTemplates.DeleteAsync)
            .Describe("deleteNotificationTemplate", "Deletes the edited text of a kind of notifications in a language; the built-in one counts again.").NeedsIfMatch();
        templates.MapPost("{kind}/{language}/preview", PreviewTemplate.HandleAsync)
            .Describe("previewNotificationTemplate", "Shows a text of notifications with the values of a real one.");

        var users = app.MapGroup("/internal/users/{id:guid}").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        users.MapGet("data", ExportNotifications.HandleAsync);
        users.MapGet("preferences", ExportNotifications.PreferencesAsync);
        users.MapGet("language", ExportNotifications.LanguageAsync);
    }
}

using Microsoft.Extensions.Options;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;
using TeamsCommunityBot.Teams.Outbound;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Whether the activity belongs to whom the token speaks for. The token proves only that Bot Framework calls, for our app: channel, service and
/// tenant are looked at here, after which identity and address in the envelope may be believed.
/// </summary>
internal sealed class EnvelopeCheck(IOptions<BotOptions> options, ServiceHosts hosts, TimeProvider clock)
{
    public const string Channel = "msteams";

    /// <summary>Far above what Teams makes (some 120), and still a key in the store when every character is encoded.</summary>
    private const int LongestConversationId = 300;

    private readonly BotOptions _bot = options.Value;
    private readonly HashSet<string> _tenants = [.. options.Value.ServedTenants];

    /// <summary>The envelope, or why the activity is refused.</summary>
    public (Envelope? Envelope, Refusal? Refusal) Check(Activity activity, Caller caller, IHeaderDictionary headers)
    {
        if (Shape(activity) is { } shape) return (null, shape);
        var (service, refusal) = Service(activity.ServiceUrl, caller);
        if (service is null) return (null, refusal);
        var tenant = Tenant(activity, headers);
        if (tenant.Refusal is not null) return (null, tenant.Refusal);
        var botId = activity.Recipient?.Id is { Length: > 0 } id ? id : $"28:{_bot.AppId}";
        return (new(tenant.Id!, service, botId, clock.GetUtcNow()), null);
    }

    private static Refusal? Shape(Activity activity) => activity switch
    {
        { Type.Length: 0 } => Refusal.Bad("no type"),
        { ChannelId: not Channel } => Refusal.Forbidden("another channel than Teams"),
        { ServiceUrl.Length: 0 } => Refusal.Bad("no service url"),
        { Conversation: null or { Id: "" or { Length: > LongestConversationId } } } => Refusal.Bad("no usable conversation"),
        { Type: "message" or "invoke", From: null or { Id: "" } } => Refusal.Bad("no sender"),
        { DeliveryMode: "expectReplies" or "stream" } => Refusal.Bad("a delivery mode that Teams does not use"),
        _ => null,
    };

    private (Uri? Url, Refusal? Refusal) Service(string text, Caller caller)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) return (null, Refusal.Forbidden("service url is no absolute address"));
        if (url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0) return (null, Refusal.Forbidden("service url has more than a path"));
        if (_bot.IsAnonymous)
            return url.IsLoopback && url.Scheme is "http" or "https" ? (url, null) : (null, Refusal.Forbidden("service url is not on this machine"));
        if (!hosts.Allows(url)) return (null, Refusal.Forbidden("service url is on a host that is not allowed"));
        // As written, but for case, as Bot Builder compares: what two parsers may read differently is not the same address.
        if (!text.Equals(caller.ServiceUrl, StringComparison.OrdinalIgnoreCase)) return (null, Refusal.Forbidden("service url is not the one in the token"));
        return (url, null);
    }

    private (string? Id, Refusal? Refusal) Tenant(Activity activity, IHeaderDictionary headers)
    {
        var conversation = activity.Conversation!.TenantId ?? "";
        var channel = activity.ChannelData?.Tenant?.Id ?? "";
        if (conversation.Length > 0 && channel.Length > 0 && !Alike(conversation, channel)) return (null, Refusal.Bad("two tenants in one activity"));
        var told = conversation.Length > 0 ? conversation : channel;
        if (!Agrees(headers["x-ms-tenant-id"], told)) return (null, Refusal.Forbidden("tenant header is another than the activity's"));
        var id = activity.Conversation.Id;
        if (!Agrees(headers["x-ms-conversation-id"], id) && !Agrees(headers["x-ms-conversation-id"], Address.WithoutThread(id)))
            return (null, Refusal.Forbidden("conversation header is another than the activity's"));
        if (_bot.IsAnonymous) return (told.Length > 0 ? told.ToLowerInvariant() : "local", null);
        return People.ObjectId(told) is { Length: > 0 } tenant && _tenants.Contains(tenant)
            ? (tenant, null)
            : (null, Refusal.Forbidden("tenant is not served"));
    }

    private static bool Alike(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    /// <summary>The service validates these headers and leaves them empty where it has no value.</summary>
    private static bool Agrees(string? header, string body) => string.IsNullOrEmpty(header) || Alike(header, body);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// Microsoft Teams, Bot Framework, Entra and Graph for a bot under test, on one loopback port. It knows nothing of any particular bot: it
/// speaks the wire protocols, and <see cref="Settings"/> tells the bot where to find them.
/// </summary>
public sealed class SimTeams : IAsyncDisposable
{
    // Teams escapes what JSON demands and no more: <at> and é go over as they are.
    private static readonly JsonSerializerOptions AsTeams = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly WebApplication _app;
    private readonly PostStore _posts;
    private readonly SimEntra _entra;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    private SimTeams(SimOptions options, WebApplication app, Uri baseUrl)
    {
        (Options, _app, BaseUrl, ServiceUrl) = (options, app, baseUrl, new Uri(baseUrl, "teams/"));
        Org = new SimOrg(options.AppId);
        Sample = new SimSample(Org);
        Keys = new SimKeys();
        Tokens = new SimTokens(Keys, options.Clock, options.AppId, ServiceUrl);
        Faults = new SimFaults(options.Clock);
        Limits = new SimLimits(options.Clock) { Enabled = options.Limits };
        Requests = new SimRequests(options.RecordAtMost);
        _posts = new PostStore(options.Clock, options.Record, options.RecordAtMost);
        Graph = new SimGraph(Org, new ChannelMessages(_posts, options), baseUrl);
        _entra = new SimEntra(options, Org, Sample.Tenant.Id);
        Activities = new SimActivities(options, ServiceUrl, _posts.NextId);
    }

    public SimOptions Options { get; }

    /// <summary><c>http://127.0.0.1:{port}/</c></summary>
    public Uri BaseUrl { get; }

    /// <summary>The connector's address, as it stands in activities.</summary>
    public Uri ServiceUrl { get; }

    public TimeProvider Clock => Options.Clock;

    public SimOrg Org { get; }

    /// <summary>The people and the team that are there from the start.</summary>
    public SimSample Sample { get; }

    public SimKeys Keys { get; }

    /// <summary>The tokens that come with activities, valid and forged.</summary>
    public SimTokens Tokens { get; }

    /// <summary>The token endpoint, for the bot's own tokens.</summary>
    public SimEntra Entra => _entra;

    public SimFaults Faults { get; }

    public SimLimits Limits { get; }

    public SimGraph Graph { get; }

    public SimRequests Requests { get; }

    public SimActivities Activities { get; }

    /// <summary>Starts listening on loopback.</summary>
    public static async Task<SimTeams> StartAsync(SimOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SimOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var app = builder.Build();
        SimPipeline? pipeline = null;
        app.Run(http => pipeline!.HandleAsync(http));
        await app.StartAsync(ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var sim = new SimTeams(options, app, new Uri(address));
        pipeline = new SimPipeline(sim, new Connector(sim.Org, sim._posts, sim.Limits), sim._entra);
        return sim;
    }

    /// <summary>What makes a Production bot run against this simulator, whatever its storage.</summary>
    public IReadOnlyDictionary<string, string?> Settings() => new Dictionary<string, string?>
    {
        ["Bot:AppId"] = Options.AppId,
        ["Bot:TenantId"] = Sample.Tenant.Id,
        ["Bot:AppType"] = "SingleTenant",
        ["Bot:ClientSecret"] = Options.ClientSecret,
        ["Bot:OpenIdMetadata"] = new Uri(BaseUrl, "v1/.well-known/openidconfiguration").AbsoluteUri,
        ["Bot:Authority"] = BaseUrl.AbsoluteUri.TrimEnd('/'),
        ["Bot:ServiceHosts:0"] = BaseUrl.Authority,
        ["Graph:BaseUrl"] = new Uri(BaseUrl, "v1.0").AbsoluteUri,
    };

    /// <summary>What the bot posted in a conversation, oldest first; with a thread in the id, in that thread alone.</summary>
    public IReadOnlyList<SimPost> Posts(string conversationId) => _posts.In(conversationId);

    public IReadOnlyList<SimPost> Posts(SimConversation conversation) => _posts.In(conversation.Id);

    /// <summary>Everything the bot posted, oldest first.</summary>
    public IReadOnlyList<SimPost> Posts() => _posts.All();

    /// <summary>Waits until the bot has posted so many in a conversation; what is there already counts.</summary>
    public async Task<IReadOnlyList<SimPost>> WaitForPostsAsync(string conversationId, int count, CancellationToken ct = default)
    {
        while (true)
        {
            var added = _posts.Added();
            if (Posts(conversationId) is var posts && posts.Count >= count)
                return posts;
            await added.WaitAsync(ct);
        }
    }

    /// <summary>Forgets requests and posts; people, teams, keys and issued tokens stay.</summary>
    public void Forget()
    {
        Requests.Clear();
        _posts.Clear();
    }

    /// <summary>Sends an activity to the bot, with a valid token.</summary>
    public Task<SimDelivery> DeliverAsync(Uri botEndpoint, JsonObject activity, CancellationToken ct = default) =>
        DeliverAsync(botEndpoint, activity, Tokens.Valid(), ct);

    /// <summary>Sends an activity to the bot.</summary>
    /// <param name="token">Goes into <c>Authorization: Bearer</c>; null leaves the header out.</param>
    public Task<SimDelivery> DeliverAsync(Uri botEndpoint, JsonObject activity, string? token, CancellationToken ct = default) =>
        DeliverAsync(botEndpoint, new StringContent(activity.ToJsonString(AsTeams), Encoding.UTF8, "application/json"),
            token is null ? null : $"Bearer {token}", ct);

    /// <summary>Sends anything to the bot, with any <c>Authorization</c>, however malformed.</summary>
    public async Task<SimDelivery> DeliverAsync(Uri botEndpoint, HttpContent content, string? authorization, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, botEndpoint) { Content = content };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        return new SimDelivery(response.StatusCode, body, response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using (var now = new CancellationTokenSource())
        {
            await now.CancelAsync();
            await _app.StopAsync(now.Token);
        }
        await _app.DisposeAsync();
    }

    /// <summary>Tells a call its conversation and tenant, as far as it has them: what faults are scoped by and requests are recorded with.</summary>
    internal void Place(SimCall call)
    {
        if (call.Operation is SimOperation.Team or SimOperation.TeamChannels)
            call.TenantId = Org.Team(call.SubjectId!)?.Tenant.Id;
        else if (call.Operation == SimOperation.CreateConversation && Creation.Locate(Org, call.Body) is { } target)
            (call.ConversationId, call.TenantId) = (target.Id, target.Tenant.Id);
        else if (call.IsConnector && call.ConversationId is { } id)
            call.TenantId = Org.Conversation(id)?.Tenant.Id;
    }
}

/// <summary>The bot's answer to a delivered activity.</summary>
public sealed record SimDelivery(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON; null where it is empty.</summary>
    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);
}

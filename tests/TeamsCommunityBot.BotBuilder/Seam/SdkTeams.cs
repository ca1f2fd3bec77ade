using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Teams;
using TeamsCommunityBot.Teams.Outbound;
using ChannelAccount = Microsoft.Bot.Schema.ChannelAccount;

namespace TeamsCommunityBot.BotBuilder.Seam;

/// <summary>
/// What the features ask of Teams outside a turn (posts of their own accord, who is there, what a team and a channel are), by way of the SDK.
/// </summary>
internal sealed class SdkTeams(
    CloudAdapter adapter, BotFrameworkAuthentication authentication, ICardSigner signer, IOptions<BotOptions> options, TimeProvider clock)
    : IPostSender, IRoster, ITeamFacts
{
    private string AppId => options.Value.AppId;

    public async ValueTask<PostAttempt> SendAsync(string tenantId, Post post, Action leaving, CancellationToken ct)
    {
        try
        {
            return new PostAttempt.Final(await (post.To switch
            {
                Destination.ToPerson to => ToPersonAsync(tenantId, post, to, leaving, ct),
                Destination.ToChannel to => ToChannelAsync(tenantId, post, to, leaving, ct),
                _ => throw new System.Diagnostics.UnreachableException(),
            }));
        }
        catch (ErrorResponseException refusal) when ((int)refusal.Response.StatusCode is 429 or >= 502)
        {
            return new PostAttempt.NotNow(refusal.Body?.Error?.Code, Wait: null, IsThrottled: (int)refusal.Response.StatusCode == 429, WasAnswered: true);
        }
        catch (ErrorResponseException refusal)
        {
            return new PostAttempt.Final(new PostResult.Refused(PostRefusal.NotReachable, refusal.Body?.Error?.Code));
        }
    }

    public async ValueTask<RosterAnswer> FindAsync(string tenantId, Address conversation, Person person, bool fresh, CancellationToken ct)
    {
        RosterAnswer answer = new RosterAnswer.Unknown();
        await InAsync(conversation, async (turn, inner) =>
        {
            try
            {
                var member = await TeamsInfo.GetMemberAsync(turn, person.Address.Length > 0 ? person.Address : person.Id, inner);
                answer = new RosterAnswer.Member(IsGuest(member.UserRole), new(member.AadObjectId, member.Id, member.Name));
            }
            catch (ErrorResponseException refusal) when (refusal.Response.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                answer = new RosterAnswer.NotMember();
            }
        }, ct);
        return answer;
    }

    public async ValueTask<RosterList?> ListAsync(string tenantId, Address conversation, bool fresh, TimeSpan patience, int most, CancellationToken ct)
    {
        var members = new List<RosterMember>();
        await InAsync(conversation, async (turn, inner) =>
        {
            string? next = null;
            do
            {
                var page = await TeamsInfo.GetPagedMembersAsync(turn, 100, next, inner);
                members.AddRange(page.Members.Select(m => new RosterMember(new(m.AadObjectId, m.Id, m.Name), IsGuest(m.UserRole),
                    SignInName: m.UserPrincipalName)));
                next = page.ContinuationToken;
            }
            while (next is not null);
        }, ct);
        return new(members, IsComplete: true, clock.GetUtcNow());
    }

    public async ValueTask<string?> FindAsync(string tenantId, Address conversation, string teamId, string channelId, CancellationToken ct)
    {
        string? name = null;
        await InAsync(conversation, async (turn, inner) =>
        {
            var channels = await TeamsInfo.GetTeamChannelsAsync(turn, teamId, inner);
            name = channels.FirstOrDefault(channel => channel.Id == channelId)?.Name;
        }, ct);
        return name;
    }

    public async ValueTask<string?> GroupIdAsync(string tenantId, Address near, string teamId, CancellationToken ct)
    {
        string? group = null;
        await InAsync(near, async (turn, inner) => group = (await TeamsInfo.GetTeamDetailsAsync(turn, teamId, inner)).AadGroupId, ct);
        return group;
    }

    /// <summary>Nothing is remembered here.</summary>
    public void Forget(Person person)
    {
    }

    private async Task<PostResult> ToPersonAsync(string tenantId, Post post, Destination.ToPerson to, Action leaving, CancellationToken ct)
    {
        PostResult.Sent? sent = null;
        var chat = new ConversationParameters(isGroup: false, members: [new ChannelAccount(to.Who.Address)], tenantId: tenantId);
        leaving();
        await OpenAsync(to.Near, chat, async (turn, inner) =>
        {
            var place = turn.Activity.Conversation.Id;
            leaving();
            var posted = await turn.SendActivityAsync(await FeatureBot.CardAsync(signer, post.Card, post.Summary, tenantId, place, inner), inner);
            sent = new(to.Near.OfChannel(place), posted.Id);
        }, ct);
        return sent!;
    }

    private async Task<PostResult> ToChannelAsync(string tenantId, Post post, Destination.ToChannel to, Action leaving, CancellationToken ct)
    {
        PostResult.Sent? sent = null;
        var channel = Address.WithoutThread(to.Channel.ConversationId);
        var first = await FeatureBot.CardAsync(signer, post.Marked(), post.Summary, tenantId, channel, ct);
        var thread = new ConversationParameters(isGroup: true, channelData: new { channel = new { id = channel } }, activity: first, tenantId: tenantId);
        leaving();
        await OpenAsync(to.Channel, thread, (turn, _) =>
        {
            sent = new(to.Channel.OfChannel(turn.Activity.Conversation.Id), turn.Activity.Id);
            return Task.CompletedTask;
        }, ct);
        return sent!;
    }

    private Task OpenAsync(Address near, ConversationParameters parameters, BotCallbackHandler inside, CancellationToken ct) =>
        adapter.CreateConversationAsync(AppId, "msteams", near.ServiceUrl.AbsoluteUri, authentication.GetOriginatingAudience(), parameters, inside, ct);

    private Task InAsync(Address conversation, BotCallbackHandler inside, CancellationToken ct)
    {
        var place = new ConversationAccount(id: Address.WithoutThread(conversation.ConversationId));
        var bot = new ChannelAccount(conversation.BotId);
        var reference = new ConversationReference(channelId: "msteams", conversation: place, serviceUrl: conversation.ServiceUrl.AbsoluteUri, bot: bot);
        return adapter.ContinueConversationAsync(AppId, reference, inside, ct);
    }

    private static bool IsGuest(string? role) => role is "guest" or "anonymous";
}

using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Communities;

/// <summary>
/// What somebody's press puts in their community's channel for everyone. It goes the way of every other post (written down, sent, settled, sent again), so
/// the presser reads that it is on its way and not that it was sent; where Teams refuses it for good they hear so in their own chat.
/// </summary>
/// <param name="ChannelId">The community's channel.</param>
/// <param name="Occasion">Names the press: the same however often it is delivered.</param>
/// <param name="By">Who pressed; without a name.</param>
internal sealed record PressPost(string ChannelId, string Occasion, Person By)
{
    /// <summary>The line to plan, before the truth that calls for it is written: the job looks whether it was.</summary>
    /// <param name="kind">The job that posts it.</param>
    /// <param name="occasion">Names the press; null: the turn does. For cards that nothing else keeps from being shown twice, where Teams hands on one press
    /// as two activities.</param>
    public static DueItem LineFor(Turn turn, string kind, string? occasion = null) =>
        new(turn.TenantId, kind, Key.Join(turn.Conversation.Id, occasion ?? turn.NewId, turn.From.Id, turn.From.Address), turn.At);

    /// <summary>The name of the post among all of its tenant.</summary>
    public static string PostId(string kind, string channelId, string occasion) => Key.Join(kind, channelId, occasion);

    public static PressPost Of(DueItem item) => Key.Split(item.Subject) is [var channelId, var occasion, var personId, var address]
        ? new(channelId, occasion, new(personId, address, ""))
        : throw new FormatException("The subject is no press that posts.");

    /// <summary>The post, as a thread of its own in the channel; no more than one a press.</summary>
    public Post InChannel(DueItem item, Community community, AdaptiveCard card, string summary)
    {
        var to = new Destination.ToChannel(community.Address.OfChannel(community.ChannelId), TeamId: community.TeamId, TeamGroupId: community.TeamGroupId);
        return new(PostId(item.Kind, ChannelId, Occasion), to, card, summary);
    }

    /// <summary>Tells the presser that it will not come, in their own language.</summary>
    public async ValueTask<Post> NotPostedAsync(DueItem item, Community community, ChatLanguages languages, CancellationToken ct)
    {
        using var spoken = Language.Use(await languages.LanguageAsync(item.TenantId, By.Id, ct) ?? community.Language);
        var sentence = Words.Fill(CommunityTexts.NotPosted, community.Name);
        var card = SentenceCard.Render(NoticeKind.Attention, sentence, NextPresses.In(community).WithStatus().Buttons());
        return new(Key.Join(item.Kind, ChannelId, Occasion, By.Id), new Destination.ToPerson(community.Address, By), card, sentence);
    }
}

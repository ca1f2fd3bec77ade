using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People.Graph;
using TeamsCommunityBot.Schedule;

namespace TeamsCommunityBot.People;

/// <summary>
/// Reads a channel back through Graph: level 1, with consent to <c>ChannelMessage.Read.Group</c>. A personal chat cannot be read by an app, and a channel
/// whose team is not known, or is another tenant's, neither.
/// </summary>
/// <param name="directory">Null at level 0.</param>
/// <param name="messages">Null at level 0.</param>
internal sealed class GraphReadBack(TeamGroups groups, GraphDirectory? directory, GraphMessages? messages) : IReadBack
{
    /// <summary>Clocks differ, and a post may have waited for its turn after it was written down, or have been sent several times.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async ValueTask<Reading> ReadAsync(string tenantId, Post post, DateTimeOffset intended, CancellationToken ct)
    {
        if (messages is null || directory?.Serves(tenantId) != true || post.To is not Destination.ToChannel { TeamId: { } team } to)
            return new Reading.Unreadable();
        if (await groups.FindAsync(tenantId, team, to.TeamGroupId, to.Channel, ct) is not { } group) return new Reading.Unreadable();
        var channel = Address.WithoutThread(to.Channel.ConversationId);
        return await messages.FindAsync(new(group, channel), post.Mark, intended - Margin, ct) switch
        {
            { Failure: { } failure } => new Reading.Unreadable(LacksConsent: failure.Problem == GraphProblem.NoConsent),
            { Value: { Length: > 0 } id } => new Reading.Stands(to.Channel.OfChannel($"{channel};messageid={id}"), id),
            _ => new Reading.Absent(),
        };
    }
}

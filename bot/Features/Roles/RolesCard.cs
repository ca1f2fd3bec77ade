using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>The three roles of a community, ready to show. Everybody in the channel sees them; the buttons work for the leads.</summary>
/// <param name="Community">Its name: what people typed.</param>
/// <param name="Notice">A sentence to open with; never with the name of somebody who was asked.</param>
/// <param name="Undo">What was just done and can be taken back.</param>
/// <param name="MayStopLeading">Whether who asks registered the community, and others lead it too.</param>
internal sealed record RolesView(string Community, IReadOnlyList<RoleLine> Lines, string? Notice, bool IsDone, RoleFacts? Undo, bool MayStopLeading)
{
    /// <summary>As anybody in the channel may see them at any moment: nothing was just done.</summary>
    public static RolesView ForEveryone(Community community, DateTimeOffset now) => new(
        community.Name,
        [.. community.Roles.All().Select(slot => new RoleLine(SlotView.Of(community, slot.Role, now), slot.Revision, slot.Invitation?.Number))],
        Notice: null,
        IsDone: false,
        Undo: null,
        MayStopLeading: false);

    public static RolesView Of(Community community, Turn turn)
    {
        var changed = community.Roles.All().FirstOrDefault(slot => slot.ChangedAt == turn.At && slot.MayUndo(turn.From, slot.Revision, turn.At));
        return new(
            community.Name,
            [.. community.Roles.All().Select(slot => new RoleLine(SlotView.Of(community, slot.Role, turn.At), slot.Revision, slot.Invitation?.Number))],
            turn.Notice,
            changed is not null,
            changed is null ? null : new(changed.Role, changed.Revision, community.ChannelId),
            community.RegistrantStoppedAt is null && community.RegisteredBy == turn.From.Id && community.Leads().Count > 1);
    }
}

/// <param name="Invitation">The number of the invitation that is open.</param>
internal sealed record RoleLine(SlotView Slot, int Revision, int? Invitation);

/// <summary>The card of <c>/community roles</c>.</summary>
internal static class RolesCard
{
    public static AdaptiveCard Render(RolesView view)
    {
        return new()
        {
            Lang = Language.Current,
            FallbackText = Summary(view),
            Body =
            [
                .. Parts.Optional(view.Notice is { } notice ? Parts.Notice(view.IsDone ? NoticeKind.Good : NoticeKind.Info, Plain.Text(notice)) : null),
                Parts.Head(Words.Fill(RoleTexts.Title, Plain.Text(view.Community)), []),
                Parts.Hint(RoleTexts.Intro),
                .. view.Lines.SelectMany(Line),
            ],
            Actions =
            [
                .. Parts.Optional(view.Undo is { } undo ? new ActionExecute { Title = RoleTexts.Undo, Verb = UndoRole.Verb, Data = undo.Data } : null),
                Parts.CommandButton(RoleTexts.ShowStatus, CommandNames.Status),
                .. Parts.Optional(view.MayStopLeading ? new ActionExecute { Title = RoleTexts.StopLeading, Verb = StopLeading.Verb } : null),
            ],
        };
    }

    /// <summary>The card in one sentence.</summary>
    public static string Summary(RolesView view) =>
        Words.Fill(RoleTexts.Summary, Plain.OneLine(view.Community), view.Lines.Count(line => line.Slot.Holder is not null));

    /// <summary>What the role asks of a person, in one sentence.</summary>
    public static string Asks(Role role) => role switch
    {
        Role.Bouwer => RoleTexts.BouwerAsks,
        Role.Verbinder => RoleTexts.VerbinderAsks,
        _ => RoleTexts.AanjagerAsks,
    };

    private static IEnumerable<CardElement> Line(RoleLine line) =>
    [
        RoleRow.WithoutWhatItDoes(line.Slot) with { Separator = true, Spacing = Spacing.Large },
        Parts.Paragraph(Asks(line.Slot.Role)),
        new ActionSet([.. Buttons(line)]) { Spacing = Spacing.Small },
    ];

    private static IEnumerable<CardAction> Buttons(RoleLine line)
    {
        var (role, facts) = (Words.RoleAmid(line.Slot.Role), new RoleFacts(line.Slot.Role, line.Revision));
        if (line.Slot.Holder is not null)
            yield return new ActionExecute { Title = Words.Fill(RoleTexts.Manage, role), Verb = ManageRole.Verb, Data = facts.Data };
        else if (line.Invitation is null)
            yield return new ActionExecute
            {
                Title = Words.Fill(RoleTexts.Choose, role),
                Verb = ChooseHolder.Verb,
                Data = facts.Data,
                Style = ActionStyle.Positive
            };
        if (line.Invitation is { } number)
            yield return new ActionExecute
            {
                Title = Words.Fill(RoleTexts.Withdraw, role),
                Verb = WithdrawInvitation.Verb,
                Data = (facts with { Number = number }).Data
            };
    }
}

using System.Collections.Concurrent;

namespace TeamsCommunityBot.Simulator;

/// <summary>What was posted, by conversation, and the ids that Teams gives: the time in milliseconds, never twice the same.</summary>
internal sealed class PostStore(TimeProvider clock, bool record, int most)
{
    private readonly ConcurrentDictionary<string, Posts> _conversations = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;

    public string NextId()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long last, next;
        do
        {
            last = Interlocked.Read(ref _lastId);
            next = Math.Max(last + 1, now);
        }
        while (Interlocked.CompareExchange(ref _lastId, next, last) != last);
        return next.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Add(string id, SimConversation conversation, string conversationId, string? replyToId, byte[] body)
    {
        if (!record)
            return;
        var post = new SimPost(id, conversation, conversationId, replyToId, new SimPostVersion(body, clock.GetUtcNow()));
        _conversations.GetOrAdd(conversation.Id, _ => new Posts()).Add(post, most);
        Interlocked.Exchange(ref _added, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Whether the activity is there to be changed; without a record every one is.</summary>
    public bool Update(SimConversation conversation, string id, byte[] body) =>
        !record || Find(conversation, id) is { } post && post.Update(new SimPostVersion(body, clock.GetUtcNow()));

    public bool Delete(SimConversation conversation, string id) => !record || Find(conversation, id) is { } post && post.Delete();

    public IReadOnlyList<SimPost> In(string conversationId)
    {
        var bare = SimOrg.WithoutThread(conversationId);
        if (!_conversations.TryGetValue(bare, out var posts))
            return [];
        return bare == conversationId ? posts.All() : [.. posts.All().Where(post => post.ConversationId == conversationId)];
    }

    public IReadOnlyList<SimPost> All() => [.. _conversations.Values.SelectMany(posts => posts.All()).OrderBy(post => post.Id, StringComparer.Ordinal)];

    /// <summary>Ends when something is posted after this call.</summary>
    public Task Added() => Volatile.Read(ref _added).Task;

    public void Clear() => _conversations.Clear();

    private SimPost? Find(SimConversation conversation, string id) =>
        _conversations.TryGetValue(conversation.Id, out var posts) ? posts.Find(id) : null;

    private sealed class Posts
    {
        private readonly Lock _lock = new();
        private readonly Queue<SimPost> _order = [];
        private readonly Dictionary<string, SimPost> _byId = [];

        public void Add(SimPost post, int most)
        {
            lock (_lock)
            {
                _order.Enqueue(post);
                _byId[post.Id] = post;
                if (_order.Count > most)
                    _byId.Remove(_order.Dequeue().Id);
            }
        }

        public SimPost? Find(string id)
        {
            lock (_lock)
                return _byId.GetValueOrDefault(id);
        }

        public IReadOnlyList<SimPost> All()
        {
            lock (_lock)
                return [.. _order];
        }
    }
}

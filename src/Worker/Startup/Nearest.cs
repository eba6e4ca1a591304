namespace Thrombophilia.Worker.Startup;

/// <summary>Finds the word that somebody meant who mistyped one.</summary>
internal static class Nearest
{
    /// <summary>
    /// The known word that is nearest to <paramref name="typed"/>: begun by it, or at most two keys away (one for a
    /// short word); null where none is near.
    /// </summary>
    public static string? To(string typed, IEnumerable<string> known)
    {
        var words = known.ToArray();
        if (typed.Length > 2 && Array.FindAll(words, w => w.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            is [var only]) return only;
        var (best, least) = ((string?)null, typed.TrimStart('-').Length <= 3 ? 2 : 3);
        foreach (var word in words)
            if (Distance(typed.ToLowerInvariant(), word.ToLowerInvariant()) is var far && far < least)
                (best, least) = (word, far);
        return best;
    }

    // Letters to insert, to leave out, to change or to swap with their neighbour.
    static int Distance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
            for (var j = 1; j <= to.Length; j++)
            {
                var change = from[i - 1] == to[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[from.Length, to.Length];
    }
}

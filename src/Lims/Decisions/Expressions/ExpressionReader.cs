using System.Globalization;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Expressions;

/// <summary>An expression cannot be read.</summary>
/// <param name="at">Character of the text, from 1.</param>
/// <param name="expected">What should stand there.</param>
/// <param name="found">What stands there.</param>
sealed class ExpressionException(int at, string expected, string found)
    : FormatException($"character {at}: expected {expected}, found '{found}'")
{
    public int At => at;
    public string Expected => expected;
    public string Found => found;
}

/// <summary>
/// Reads the language of the tables and checks every test against the type of its fact.
/// <code>
/// expr = term { "or" term } ;  term = unit { "and" unit } ;  unit = "not" unit | "(" expr ")" | test
/// test = fact ("=" | "!=" | "&lt;" | "&lt;=" | ">" | ">=") value | fact "in" "(" value { "," value } ")"
///      | fact "has" value | "known" "(" fact ")"
/// value = number | 'text' | true | false
/// </code>
/// </summary>
ref struct ExpressionReader
{
    // A table is data from outside: it must not exhaust the stack.
    const int Deepest = 64;
    static readonly string[] Reserved = ["and", "or", "not", "in", "has", "known", "true", "false"];

    enum Kind { End, Number, Text, Word, Sign }

    readonly string text;
    readonly FactDictionary facts;
    int next, depth;
    Kind kind;
    int start;
    string token;

    ExpressionReader(string text, FactDictionary facts)
    {
        (this.text, this.facts, token) = (text, facts, "");
        Advance();
    }

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ExpressionException">It is no expression over <paramref name="facts"/>.</exception>
    public static Expression Read(string text, FactDictionary facts)
    {
        var reader = new ExpressionReader(text, facts);
        var root = reader.Either();
        if (reader.kind != Kind.End) throw reader.Wrong("'and', 'or' or the end");
        return new Expression(text, root, facts);
    }

    /// <summary>A word that a fact can be called by.</summary>
    public static bool IsName(string word) =>
        word is [>= 'a' and <= 'z', ..] && word.AsSpan().IndexOfAnyExcept(NameLetters) < 0
        && Array.IndexOf(Reserved, word) < 0;

    static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    Node Either()
    {
        if (++depth > Deepest) throw Wrong($"at most {Deepest} brackets inside each other");
        var first = Both();
        if (!Is(Kind.Word, "or")) return Leave(first);
        var parts = new List<Node> { first };
        while (Take(Kind.Word, "or")) parts.Add(Both());
        return Leave(new Joined(all: false, [.. parts]));
    }

    Node Leave(Node node)
    {
        depth--;
        return node;
    }

    Node Both()
    {
        var first = Unit();
        if (!Is(Kind.Word, "and")) return first;
        var parts = new List<Node> { first };
        while (Take(Kind.Word, "and")) parts.Add(Unit());
        return new Joined(all: true, [.. parts]);
    }

    Node Unit()
    {
        var negations = 0;
        while (Take(Kind.Word, "not")) negations++;
        Node node;
        if (Take(Kind.Sign, "("))
        {
            node = Either();
            Demand(")");
        }
        else node = Test();
        return negations % 2 == 0 ? node : new Not(node);
    }

    Node Test()
    {
        if (Take(Kind.Word, "known"))
        {
            Demand("(");
            var asked = Name();
            Demand(")");
            return new KnownTest(asked.Index);
        }
        var fact = Name();
        var (at, sign) = (start, token);
        if (kind is not (Kind.Sign or Kind.Word) || sign is not ("=" or "!=" or "<" or "<=" or ">" or ">=" or "in" or "has"))
            throw Wrong("a comparison");
        var suits = sign switch
        {
            "has" => fact.Type == FactType.Choices,
            "<" or "<=" or ">" or ">=" => fact.Type == FactType.Number,
            _ => fact.Type != FactType.Choices,
        };
        if (!suits) throw new ExpressionException(at + 1, $"a comparison that suits '{fact.Id}' ({fact.Expected})", sign);
        Advance();
        var several = sign == "in";
        if (several) Demand("(");
        var (mask, numbers) = (0UL, new List<double>());
        do
        {
            if (fact.Type == FactType.Number) numbers.Add(Number(fact));
            else mask |= Listed(fact);
        }
        while (several && Take(Kind.Sign, ","));
        if (several) Demand(")");
        var limit = numbers.Count > 0 ? numbers[0] : 0;
        Node test = sign switch
        {
            "<" => new LessTest(fact.Index, limit, orEqual: false),
            "<=" => new LessTest(fact.Index, limit, orEqual: true),
            ">" => new Not(new LessTest(fact.Index, limit, orEqual: true)),
            ">=" => new Not(new LessTest(fact.Index, limit, orEqual: false)),
            _ => fact.Type == FactType.Number ? new EqualTest(fact.Index, [.. numbers]) : new MaskTest(fact.Index, mask),
        };
        return sign == "!=" ? new Not(test) : test;
    }

    Fact Name()
    {
        if (kind != Kind.Word || Array.IndexOf(Reserved, token) >= 0) throw Wrong("a fact");
        if (!facts.TryGetValue(token, out var fact)) throw Wrong("a fact of the table of facts");
        Advance();
        return fact;
    }

    double Number(Fact fact)
    {
        if (kind != Kind.Number || double.Parse(token, CultureInfo.InvariantCulture) is var number
            && !(number >= fact.Minimum && number <= fact.Maximum)) throw Wrong($"{fact.Expected}, a value of '{fact.Id}'");
        Advance();
        return number;
    }

    ulong Listed(Fact fact)
    {
        var right = fact.Type == FactType.Flag ? Kind.Word : Kind.Text;
        if (kind != right || fact.Bit(token) is not (not 0 and var bit))
            throw Wrong($"{fact.Expected}{(right == Kind.Text ? " in single quotes" : "")}, a value of '{fact.Id}'");
        Advance();
        return bit;
    }

    readonly bool Is(Kind wanted, string value) => kind == wanted && token == value;

    bool Take(Kind wanted, string value)
    {
        if (!Is(wanted, value)) return false;
        Advance();
        return true;
    }

    void Demand(string sign)
    {
        if (!Take(Kind.Sign, sign)) throw Wrong($"'{sign}'");
    }

    void Advance()
    {
        while (next < text.Length && text[next] == ' ') next++;
        start = next;
        if (next == text.Length)
        {
            (kind, token) = (Kind.End, "");
            return;
        }
        var rest = text.AsSpan(next);
        var length = rest[0] switch
        {
            >= 'a' and <= 'z' => rest.IndexOfAnyExcept(NameLetters),
            '-' or (>= '0' and <= '9') => NumberLength(rest),
            '\'' => rest[1..].IndexOf('\'') + 2,
            '<' or '>' => rest is [_, '=', ..] ? 2 : 1,
            '!' => rest is [_, '=', ..] ? 2 : 0,
            '=' or '(' or ')' or ',' => 1,
            _ => 0,
        };
        if (length < 0) length = rest.Length;
        kind = rest[0] switch
        {
            >= 'a' and <= 'z' => Kind.Word,
            '-' or (>= '0' and <= '9') => Kind.Number,
            '\'' => Kind.Text,
            _ => Kind.Sign,
        };
        if (length == 0 || kind == Kind.Text && length == 1)
        {
            token = rest.Length > 20 ? rest[..20].ToString() : rest.ToString();
            throw Wrong("a fact, a value, a comparison or a bracket");
        }
        token = (kind == Kind.Text ? rest[1..(length - 1)] : rest[..length]).ToString();
        next += length;
    }

    // Digits, with a point and digits behind; 0 where there are none.
    static int NumberLength(ReadOnlySpan<char> rest)
    {
        var at = rest[0] == '-' ? 1 : 0;
        var digits = Digits(rest[at..]);
        if (digits == 0) return 0;
        at += digits;
        return at < rest.Length && rest[at] == '.' && Digits(rest[(at + 1)..]) is > 0 and var more ? at + 1 + more : at;
    }

    static int Digits(ReadOnlySpan<char> rest) =>
        rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var length ? length : rest.Length;

    readonly ExpressionException Wrong(string expected) => new(start + 1, expected, token);
}

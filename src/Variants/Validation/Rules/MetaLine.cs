using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>A field of a structured meta-information line.</summary>
readonly record struct MetaField(string Key, string Value, bool IsQuoted = false, bool IsList = false,
    bool IsNested = false);

/// <summary>Where the grammar of a structured line was broken.</summary>
readonly record struct MetaFault(FindingCode Code, string Expected, string Found);

/// <summary>
/// A structured meta-information line, <c>##key=&lt;key=value,...&gt;</c>: its fields as far as the grammar holds (VCF
/// 4.2 specification, 1.2; 4.3, 1.4).
/// </summary>
sealed class MetaLine
{
    readonly List<MetaField> fields = [];

    public IReadOnlyList<MetaField> Fields => fields;

    /// <summary>The first break of the grammar; null where there is none.</summary>
    public MetaFault? Fault { get; private set; }

    /// <summary>The first field with this key, compared by case.</summary>
    public MetaField? this[string key]
    {
        get
        {
            foreach (var field in fields)
                if (field.Key == key) return field;
            return null;
        }
    }

    /// <summary>Reads what stands after the <c>=</c> of the line, which begins with <c>&lt;</c>.</summary>
    public static MetaLine Read(string text)
    {
        var line = new MetaLine();
        line.Fault = line.ReadFields(text);
        return line;
    }

    MetaFault? ReadFields(string text)
    {
        for (var at = 1; ;)
        {
            var stop = text.AsSpan(at).IndexOfAny('=', ',', '>');
            if (stop < 0)
                return at == text.Length && fields.Count > 0 ? NotClosed(text)
                    : new MetaFault(text[^1] == '>' ? FindingCodes.MetaField : FindingCodes.MetaNotClosed, "key=value>",
                    text[at..]);
            stop += at;
            if (text[stop] != '=') return new MetaFault(FindingCodes.MetaField, "key=value", text[at..stop]);
            var key = text[at..stop].Trim();
            if (key.Length == 0 || key.Contains(' ', StringComparison.Ordinal))
                return new MetaFault(FindingCodes.MetaField, "key=value", text[at..]);
            if (ReadValue(text, key, stop + 1, out at) is { } fault) return fault;
            if (at == text.Length) return NotClosed(text);
            if (text[at] == '>')
                return at + 1 == text.Length ? null : new MetaFault(FindingCodes.MetaField, ">", text[at..]);
            at++;
        }
    }

    /// <summary>
    /// Leaves <paramref name="end"/> on the comma or bracket after the value, or at the end of the text.
    /// </summary>
    MetaFault? ReadValue(string text, string key, int at, out int end)
    {
        if (at < text.Length && text[at] == '"')
        {
            for (end = at + 1; end < text.Length && text[end] != '"'; end++)
                if (text[end] == '\\') end++;
            if (end >= text.Length)
            {
                end = text.Length;
                fields.Add(new MetaField(key, text[(at + 1)..].TrimEnd('>'), IsQuoted: true));
                return new MetaFault(FindingCodes.MetaQuote, "closing \"", text[at..]);
            }
            fields.Add(new MetaField(key, text[(at + 1)..end], IsQuoted: true));
            end++;
            return end == text.Length || text[end] is ',' or '>' ? null
                : new MetaFault(FindingCodes.MetaQuote, "\\\" inside, or , or > after", text[end..]);
        }
        // A list in angle brackets is written by some programs; it can be read where it closes before the line does.
        if (at < text.Length && text[at] == '<' && key != "ID" && text.IndexOf('>', at) is var close and >= 0
            && close + 1 < text.Length && text[close + 1] is ',' or '>')
        {
            end = close + 1;
            fields.Add(new MetaField(key, text[(at + 1)..close], IsNested: true));
            return null;
        }
        if (at < text.Length && text[at] == '[')
        {
            end = text.IndexOf(']', at) + 1;
            if (end == 0) return new MetaFault(FindingCodes.MetaField, "]", text[at..]);
            fields.Add(new MetaField(key, text[(at + 1)..(end - 1)], IsList: true));
            return end == text.Length || text[end] is ',' or '>' ? null
                : new MetaFault(FindingCodes.MetaField, ", or >", text[end..]);
        }
        // An unquoted value ends at a comma or at the bracket that ends the line; a bracket before that belongs to the
        // value and is a fault.
        var comma = text.IndexOf(',', at);
        end = comma >= 0 ? comma : text[^1] == '>' ? text.Length - 1 : text.Length;
        var value = text[at..Math.Max(at, end)];
        end = Math.Max(at, end);
        fields.Add(new MetaField(key, value));
        return value.AsSpan().IndexOfAny('<', '>') >= 0
            ? new MetaFault(FindingCodes.MetaField, "no < or >", value) : null;
    }

    static MetaFault NotClosed(string text) =>
        new(FindingCodes.MetaNotClosed, ">", text[Math.Max(0, text.Length - 20)..]);
}

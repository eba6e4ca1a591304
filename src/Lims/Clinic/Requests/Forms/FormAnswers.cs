using System.Globalization;
using System.Text.Json;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Forms;

/// <summary>A form that somebody filled.</summary>
/// <param name="Subject">Public id of the person.</param>
/// <param name="Answers">The fields that were filled: facts as the clinical picture takes them, and the others by their ids.</param>
/// <param name="Observed">The day of which the facts tell.</param>
/// <param name="Origin">Who said them.</param>
public sealed record FormEntry(Guid Subject, IReadOnlyList<PictureEntry> Answers, DateOnly Observed, FactOrigin Origin);

/// <summary>The answers of a form that are no facts, as they are stored: JSON, what is secret encrypted.</summary>
static class FormAnswers
{
    /// <summary>Checks the answers that are no facts and makes them what is stored.</summary>
    /// <exception cref="RefusedStepException">A field is unknown, empty or takes no such answer; its field is the id.</exception>
    public static string Stored(RequestForm form, IReadOnlyList<PictureEntry> answers, PersonalDataCipher cipher)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in answers)
            if (form.Fields.FirstOrDefault(f => f.Id == entry.Fact) is not { } field)
                throw new RefusedStepException("unknown-fact", entry.Fact, entry.Fact);
            else if (field.Kind != FieldKind.Fact && Checked(field, entry.Value) is { } value)
                told[field.Id] = field.IsSecret ? cipher.Protect(value)! : value;
        foreach (var field in form.Fields.Where(f => f.IsRequired && !told.ContainsKey(f.Id)))
            throw new RefusedStepException("empty", field.Id);
        return JsonSerializer.Serialize(told);
    }

    /// <summary>The answers to be read, in the order of the form; secret ones only where they may be.</summary>
    /// <param name="form">The form as it was.</param>
    /// <param name="stored">What was stored.</param>
    /// <param name="cipher">Null where whoever reads may not know who the person is.</param>
    public static IReadOnlyList<FormAnswer> Read(RequestForm form, string stored, PersonalDataCipher? cipher)
    {
        var told = JsonSerializer.Deserialize<Dictionary<string, string>>(stored)!;
        return [.. form.Fields.Where(f => told.ContainsKey(f.Id) && (!f.IsSecret || cipher is not null))
            .Select(f => new FormAnswer(f, f.IsSecret ? cipher!.Unprotect(told[f.Id])! : told[f.Id]))];
    }

    static string? Checked(FormField field, string typed)
    {
        if (field.Kind == FieldKind.Lines) return Bounds.Lines(typed, field.Id, FormField.LongestLines);
        if (Bounds.Optional(typed, field.Id, FormField.LongestText) is not { } text) return null;
        return field.Kind switch
        {
            FieldKind.Number => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out _) ? text : throw new RefusedStepException("not-a-number", field.Id),
            FieldKind.Date => ClinicalPicture.DayOf(text) is not null ? text : throw new RefusedStepException("not-a-day", field.Id),
            FieldKind.Choice => Known([text]),
            FieldKind.Choices => Known(text.Split('+')),
            _ => text,
        };

        string Known(string[] chosen) => chosen.All(one => field.Options.Any(o => o.Id == one)) ? text
            : throw new RefusedStepException("not-an-answer", field.Id, string.Join(", ", field.Options.Select(o => o.Id)));
    }
}

/// <summary>An answer of a form.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">As it was typed or chosen.</param>
public sealed record FormAnswer(FormField Field, string Value);

using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Requests.Forms;

/// <summary>A form for one person: what is asked, and what is known.</summary>
/// <param name="Form">The form in force.</param>
/// <param name="Sections">Its sections, with the questions that are for this person.</param>
/// <param name="Subject">The person.</param>
/// <param name="Picture">The clinical picture today.</param>
/// <param name="Consent">The consent that counts; null where none is recorded.</param>
public sealed record AskedForm(RequestForm Form, IReadOnlyList<FormSection> Sections, Subject Subject, ClinicalPicture Picture,
    Consent? Consent);

/// <summary>Reads the forms for the persons of the actor's sites.</summary>
public sealed class FormQueries(LimsDb db, PictureQueries pictures, RequestRules rules)
{
    /// <summary>A form for a person; null where the actor sees no such person.</summary>
    public async Task<AskedForm?> FindAsync(Guid subject, string form, CancellationToken stop = default)
    {
        if (await pictures.FindAsync(subject, stop: stop) is not { } known) return null;
        var asked = known.Sections.SelectMany(s => s.Questions).Select(q => q.Fact.Id).ToHashSet();
        var found = rules.Form(form);
        return new(found,
            [.. found.Sections.Select(s => s with { Fields = [.. s.Fields.Where(f => f.Question is null || asked.Contains(f.Id))] })
                .Where(s => s.Fields.Count > 0)],
            known.Subject, known.Picture, await ConsentCheck.NewestAsync(db, known.Subject.Id, stop));
    }
}

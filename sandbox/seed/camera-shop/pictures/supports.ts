// What holds a camera: tripods, gimbals, mounts, cages and handles.
import { darken, lighten } from './colour.ts';
import { Sheet } from './sheet.ts';

export interface TripodLook {
  colour: string;
  accent: string;
  kind: 'travel' | 'video' | 'table' | 'flexible';
}

export function drawTripod(look: TripodLook): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  if (look.kind === 'flexible') {
    sheet.shadow(300, 516, 190, 22);
    for (const d of ['M300 236 C280 330 150 330 132 500', 'M300 236 C320 330 450 330 468 500', 'M300 236 C306 330 270 400 304 512']) {
      sheet.stroke(d, darken(colour, 0.4), 38);
      sheet.stroke(d, lighten(colour, 0.14), 34, 'stroke-dasharray="0.1 37"');
      sheet.stroke(d, accent, 36, 'stroke-dasharray="0.1 148" stroke-dashoffset="-74"');
    }
    drawHead(sheet, 300, 210, accent, 1.15);
    return sheet.toSvg('sage');
  }
  const small = look.kind === 'table';
  const hub = small ? 268 : 196;
  const foot = small ? 480 : 528;
  const spread = small ? 176 : 172;
  sheet.shadow(300, foot - 2, spread + 20, 20);
  leg(sheet, 300, hub, 312, foot - 26, darken(colour, 0.25), accent, small);
  if (!small) {
    sheet.rect(290, hub - 6, 20, 120, 6, sheet.tube(darken(colour, 0.1)));
    sheet.stroke(`M300 ${hub + 104} l-72 48 M300 ${hub + 104} l72 48`, '#3a3d42', 6);
  }
  leg(sheet, 282, hub, 300 - spread, foot, colour, accent, small);
  leg(sheet, 318, hub, 300 + spread, foot, colour, accent, small);
  sheet.path(`M256 ${hub - 14} H344 L334 ${hub + 34} H266 Z`, sheet.face('#34373c'));
  sheet.circle(300, hub + 10, 10, accent);
  drawHead(sheet, 300, hub - 22, accent, look.kind === 'video' ? 1.15 : 1);
  if (look.kind === 'video') sheet.stroke(`M326 ${hub - 42} L470 ${hub + 40}`, '#2a2c30', 12).stroke(`M420 ${hub + 12} L474 ${hub + 42}`, '#17181a', 24);
  return sheet.toSvg('sage');
}

function leg(sheet: Sheet, x1: number, y1: number, x2: number, y2: number, colour: string, accent: string, short: boolean): void {
  const at = (share: number): string => `${(x1 + (x2 - x1) * share).toFixed(1)} ${(y1 + (y2 - y1) * share).toFixed(1)}`;
  const sections = short ? [[0, 0.94, 26]] : [[0.5, 0.97, 13], [0.3, 0.68, 18], [0, 0.4, 25]];
  for (const [from = 0, to = 1, width = 20] of sections) {
    sheet.stroke(`M${at(from)} L${at(to)}`, darken(colour, 0.3), width);
    sheet.stroke(`M${at(from)} L${at(to)}`, lighten(colour, 0.22), width * 0.3, `transform="translate(${-width * 0.16} 0)"`);
  }
  if (!short) {
    sheet.stroke(`M${at(0.36)} L${at(0.41)}`, '#1b1c1f', 30).stroke(`M${at(0.65)} L${at(0.69)}`, '#1b1c1f', 23);
    sheet.path(`M${at(0.38)} L${at(0.395)}`, 'none', `stroke="${accent}" stroke-width="30"`);
  }
  sheet.stroke(`M${at(0.97)} L${at(1)}`, '#17181a', short ? 28 : 19);
}

function drawHead(sheet: Sheet, cx: number, y: number, accent: string, scale: number): void {
  sheet.group(`translate(${cx} ${y}) scale(${scale})`, () => {
    sheet.rect(-26, -14, 52, 34, 9, sheet.tube('#34373c'));
    sheet.circle(0, -34, 30, sheet.radial([[0, '#8b9097'], [0.5, '#4a4e55'], [1, '#232529']], 0.36, 0.3, 0.75));
    sheet.rect(-16, -76, 32, 22, 5, sheet.tube('#3a3d42'));
    sheet.rect(-54, -94, 108, 22, 6, sheet.face('#2e3136'));
    sheet.rect(-44, -106, 88, 13, 3, sheet.face('#191a1d'));
    sheet.rect(54, -90, 22, 14, 6, sheet.face(accent));
    sheet.circle(40, -6, 12, sheet.face(accent));
  });
}

export function drawGimbal(look: { colour: string; accent: string }): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  sheet.shadow(300, 536, 90, 16);
  sheet.rect(262, 330, 76, 204, 30, sheet.tube(colour));
  sheet.stroke(Array.from({ length: 9 }, (_, index) => `M274 ${412 + index * 12}h52`).join(''), '#000000', 4, 'opacity="0.3"');
  sheet.circle(300, 372, 17, '#111215').circle(300, 370, 10, accent);
  sheet.rect(268, 276, 64, 60, 14, sheet.tube(darken(colour, 0.2)));
  sheet.stroke('M300 286 C430 286 452 240 446 150', darken(colour, 0.3), 32).stroke('M300 283 C424 283 446 238 440 152', lighten(colour, 0.2), 9);
  sheet.circle(446, 150, 38, sheet.face(darken(colour, 0.1))).circle(446, 150, 16, accent);
  sheet.stroke('M446 150 L296 186', darken(colour, 0.3), 26);
  sheet.rect(136, 96, 210, 140, 22, sheet.face('#26282c'));
  sheet.rect(148, 108, 186, 116, 12, sheet.linear([[0, '#9fcbe8'], [0.5, '#f0d9b5'], [1, '#5b8a72']]));
  sheet.path('M148 200 L200 150 L242 188 L280 160 L334 206 V212 Q334 224 322 224 H160 Q148 224 148 212 Z', '#375a55');
  return sheet.toSvg('sage');
}

export function drawActionMount(look: { kind: 'float' | 'bar' | 'suction'; colour: string; accent: string }): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  const fork = (x: number, y: number): void => {
    for (const dx of [-34, -8, 18]) sheet.rect(x + dx, y, 16, 74, 8, sheet.face('#303338'));
    sheet.rect(x - 52, y + 16, 104, 18, 9, sheet.tube('#b9bcc0'));
    sheet.circle(x + 62, y + 25, 22, sheet.face(accent));
  };
  if (look.kind === 'float') {
    sheet.shadow(300, 528, 80, 16);
    fork(300, 84);
    sheet.rect(276, 146, 48, 44, 8, sheet.tube('#303338'));
    sheet.rect(238, 180, 124, 340, 58, sheet.tube(colour));
    for (let band = 0; band < 6; band += 1) sheet.rect(238, 236 + band * 38, 124, 13, 6, darken(colour, 0.35), 'opacity="0.5"');
    sheet.stroke('M352 486 q76 0 70 -76 q-4 -50 -40 -64', '#222428', 10);
  } else if (look.kind === 'bar') {
    sheet.shadow(300, 500, 190, 20);
    sheet.rect(60, 376, 480, 58, 29, sheet.linear([[0, '#8b9097'], [0.35, '#e3e5e7'], [1, '#4a4e55']]));
    sheet.rect(60, 370, 150, 70, 30, sheet.face('#222428'));
    fork(300, 150);
    sheet.rect(262, 214, 76, 130, 16, sheet.tube(colour));
    sheet.rect(222, 330, 156, 146, 44, sheet.face(colour));
    sheet.rect(232, 392, 136, 26, 12, '#17181a', 'opacity="0.5"');
    sheet.rect(366, 388, 56, 30, 12, sheet.face(accent));
  } else {
    sheet.shadow(300, 510, 170, 22);
    fork(300, 110);
    sheet.stroke('M300 190 L300 300', '#26282c', 46).stroke('M290 196 L290 296', '#5b6067', 9);
    sheet.circle(300, 250, 34, sheet.face(accent));
    sheet.path('M226 330 Q230 296 300 296 Q370 296 374 330 L386 420 H214 Z', sheet.face(colour));
    sheet.path('M214 420 H386 Q460 440 470 490 Q300 530 130 490 Q140 440 214 420 Z', sheet.linear([[0, '#4c5057'], [1, '#17181a']]));
    sheet.path('M236 428 Q180 446 168 478 Q200 452 262 440 Z', '#ffffff', 'opacity="0.3"');
  }
  return sheet.toSvg('sky');
}

export function drawCage(look: { colour: string; accent: string; handle?: boolean }): string {
  const sheet = new Sheet();
  const { colour, accent } = look;
  if (look.handle) {
    sheet.shadow(300, 466, 150, 18);
    sheet.path('M118 262 Q118 180 200 176 H452 Q492 178 492 214 Q492 250 452 250 H232 Q204 252 204 280 V430 Q204 458 176 458 H146 Q118 458 118 430 Z', sheet.face(colour));
    sheet.rect(222, 168, 252, 92, 42, sheet.face('#8b5a33'));
    sheet.rect(236, 176, 224, 14, 7, '#ffffff', 'opacity="0.25"');
    for (const y of [312, 362, 412]) sheet.circle(161, y, 13, '#0f1012').circle(161, y, 13, 'none', `stroke="${accent}" stroke-width="3"`);
    sheet.rect(130, 444, 62, 22, 6, sheet.tube('#b9bcc0'));
    return sheet.toSvg('dusk');
  }
  sheet.shadow(300, 490, 220, 22);
  sheet.path('M84 150 H516 Q540 150 540 174 V462 Q540 486 516 486 H84 Q60 486 60 462 V174 Q60 150 84 150 Z M122 214 V424 H478 V214 Z', sheet.face(colour), 'fill-rule="evenodd"');
  sheet.path('M122 214 V424 H478 V214 Z', 'none', `stroke="${darken(colour, 0.5)}" stroke-width="6"`);
  sheet.path('M66 172 Q68 156 84 156 H516', 'none', `stroke="${lighten(colour, 0.4)}" stroke-width="3"`);
  for (let hole = 0; hole < 9; hole += 1) sheet.circle(116 + hole * 46, 182, 10, '#0f1012').circle(116 + hole * 46, 455, 10, '#0f1012');
  for (let hole = 0; hole < 5; hole += 1) sheet.circle(91, 232 + hole * 44, 10, '#0f1012').circle(509, 232 + hole * 44, 10, '#0f1012');
  sheet.rect(256, 132, 88, 20, 4, sheet.face('#5b6067'));
  sheet.rect(478, 250, 26, 138, 8, sheet.face('#8b5a33'));
  sheet.circle(140, 440, 8, accent).circle(460, 440, 8, accent);
  // The camera inside, only hinted at.
  sheet.rect(140, 250, 320, 164, 22, '#000000', 'opacity="0.08"');
  sheet.circle(300, 336, 66, '#000000', 'opacity="0.08"');
  return sheet.toSvg('dusk');
}
